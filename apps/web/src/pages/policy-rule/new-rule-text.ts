/** A rule about nobody that gives nothing: where a new one begins. */
export const NEW_RULE = `id: ""
name: ""
enabled: true
priority: 500
idps: "*"
when:
  all: []
effects: []
`;
