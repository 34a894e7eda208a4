/** The words of supervision in Chinese. They come with its pages. */
export const zh = {
  title: '督导台',
  nav: '督导台菜单',
  keyNumbers: '切换清单、第几个操作',
  notStaff: '这里是督导、裁定和审计人员的页面',
  notStaffDo: '您的账号不负责任何区域。如果刚任职，请管理员登记。',
  places: { attention: '今日清单', audit: '审计记录' },
  find: {
    label: '按编号查找',
    placeholder: '八位编号',
    none: '没有这个编号，或不在您的区域。',
    noReference: '请输入回执上的八位编号。督导人员不按姓名、电话、证件号查人。',
  },
  notOver: {
    title: '不在您负责的区域',
    which: (own: string) => `您负责的是${own}`,
    text: '别的街道和区县的清单与数字由那里的督导人员查看。居民都能看的数字在社区公开页。',
    back: '回到我的区域',
  },
  regions: {
    title: '区域',
    levels: { district: '区县', street: '街道', community: '社区' },
    all: { district: '全部区县', street: '全部街道', community: '全部社区' },
  },
  attention: {
    kinds: '要看的清单',
    count: (n: number) => `共 ${n} 件要看`,
    allWell: '没有要看的件',
    nothing: (kind: string) => `“${kind}”清单是空的。有了会自动出现在这里。`,
    caption: (kind: string) => `${kind}，最早的在前`,
    waits: '已等',
    since: (time: string) => time,
    place: '社区',
    holder: '在谁手里',
    card: '牌',
    promised: '承诺日期',
    decide: '已说明，等裁定',
    unexplained: '未说明',
  },
};
export type SupervisionWords = typeof zh;
