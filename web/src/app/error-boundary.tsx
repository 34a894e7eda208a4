/** A page that breaks leaves the frame standing, and a way on. React offers this to classes only. */
import { Component, type ReactNode } from 'react';
import { Broken } from '../ui/state.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError = () => ({ broken: true });

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}
