/** The pages of simulated sign-in: who do you want to be, sign out, what went wrong. No script is needed. */
import type { DemoPerson } from './demo-people.ts';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const style = `
:root{color-scheme:light dark}
body{font:1.0625rem/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:46rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
.note{border:2px solid;border-radius:.5rem;padding:.5rem .75rem}
ul{list-style:none;padding:0;margin:0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))}
button,input{font:inherit;padding:.6rem .75rem;border:1px solid;border-radius:.5rem;min-height:3rem}
li button{width:100%;height:100%;text-align:start}
button{cursor:pointer}small{display:block;opacity:.8}
summary{font-weight:bold;padding:.75rem 0;cursor:pointer}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="same-origin">` +
  `<title>${title}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;

const note =
  '<p class="note"><strong>演示登录，没有密码。</strong>以下都是虚构的人，只在本机运行的系统里有。' +
  '<small lang="en">Simulated sign-in, no password. These people are invented and exist only on this machine.</small></p>';

/** In this order; officers are many. */
const groups: readonly { readonly role: string; readonly zh: string; readonly en: string; readonly folded?: true }[] = [
  { role: 'resident', zh: '居民', en: 'Residents' },
  { role: 'clerk', zh: '服务站人员', en: 'Clerks of stations' },
  { role: 'supervisor', zh: '督办员', en: 'Supervisors' },
  { role: 'arbiter', zh: '裁定员', en: 'Arbiters' },
  { role: 'auditor', zh: '审计员', en: 'Auditors' },
  { role: 'administrator', zh: '管理员', en: 'Administrators' },
  { role: 'officer', zh: '单位经办人', en: 'Officers', folded: true },
];

const choice = ({ id, zh, en }: DemoPerson): string =>
  `<li><button name="account" value="${escape(id)}">${escape(zh)}<small lang="en">${escape(en)}</small></button></li>`;

const group = (people: readonly DemoPerson[], { role, zh, en, folded }: (typeof groups)[number]): string => {
  const own = people.filter((person) => person.role === role);
  if (own.length === 0) return '';
  const heading = `${zh} <span lang="en">${en}</span>（${own.length}）`;
  const list = `<ul>${own.map(choice).join('')}</ul>`;
  return folded ? `<details><summary>${heading}</summary>${list}</details>` : `<h2>${heading}</h2>${list}`;
};

/** What an account may be called that nobody has registered yet. */
export const accountName = /^[a-z0-9][a-z0-9-]{2,39}$/;

/** @param action where the choice is sent; the form's only field is `account` */
export const choosePage = (people: readonly DemoPerson[], action: string): string =>
  page(
    '演示登录 Simulated sign-in · 一站 Yizhan',
    `<h1>登录一站 <span lang="en">Sign in to Yizhan</span></h1>${note}` +
      `<form method="post" action="${escape(action)}">${groups.map((each) => group(people, each)).join('')}</form>` +
      `<form method="post" action="${escape(action)}"><h2>另一个账号 <span lang="en">Another account</span></h2>` +
      '<p><label for="account">还没有登记过的人：随便起一个账号名（小写字母、数字、“-”），试一试登记为居民。' +
      '<small lang="en">Somebody not registered yet: any name (a–z, 0–9, -), to try registering as a resident.</small></label></p>' +
      '<p><input id="account" name="account" required autocomplete="off" autocapitalize="none" ' +
      `pattern="${accountName.source.slice(1, -1)}"> <button>登录 <span lang="en">Sign in</span></button></p></form>`,
  );

/** @param form the library's own form, `op.logoutForm`, which carries what ends the session */
export const signOutPage = (form: string): string =>
  page(
    '退出 Sign out · 一站 Yizhan',
    `<h1>退出登录？<small lang="en">Sign out?</small></h1>${form}` +
      '<p><button form="op.logoutForm" name="logout" value="yes" autofocus>退出 <span lang="en">Sign out</span></button> ' +
      '<button form="op.logoutForm">不退出 <span lang="en">Stay signed in</span></button></p>',
  );

export const signedOutPage = (): string =>
  page('已退出 Signed out · 一站 Yizhan', '<h1>已退出登录。<small lang="en">You have signed out.</small></h1>');

/** What the library found wrong, in its own English words. */
export const problemPage = (en: string): string =>
  page(
    '不能登录 Cannot sign in · 一站 Yizhan',
    '<h1>这次登录不能继续。<small lang="en">This sign-in cannot go on.</small></h1>' +
      `<p>请回到网页重新登录。<small lang="en">Go back to the page and sign in again. ${escape(en)}</small></p>`,
  );
