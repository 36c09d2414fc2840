// As much of two frameworks as their templates are typed by; a project has the frameworks themselves.

declare module 'react' {
  export namespace JSX {
    interface IntrinsicElements {
      p: object;
    }
  }
}

declare module 'vue' {
  export interface GlobalComponents {
    RouterLink: object;
  }
}
