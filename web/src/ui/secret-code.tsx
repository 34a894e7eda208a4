/** A secret to hand on: in characters to type, and as a QR code. */
import { inGroups } from '../../../domain/ids.ts';
import { QrCode } from './qr-code.tsx';

type SecretCodeProps = {
  readonly label: string;
  readonly secret: string;
  readonly note: string;
  /** What the QR code leads to, and how it is called. */
  readonly link: string;
  readonly linkLabel: string;
};

export const SecretCode = ({ label, secret, note, link, linkLabel }: SecretCodeProps) => (
  <div className="tracking">
    <div>
      <p className="receipt-label">{label}</p>
      <p className="tracking-secret">{inGroups(secret)}</p>
      <p className="hint">{note}</p>
    </div>
    <QrCode text={link} label={linkLabel} />
  </div>
);
