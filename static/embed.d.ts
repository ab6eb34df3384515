// The types of embed.js. See docs/embed.md.

export type Consent = "none" | "session" | "profile";
export type Mode = "popup" | "slide-in" | "page";
export type PageEventName =
  | "view_item_list" | "select_item" | "view_item" | "add_to_cart" | "remove_from_cart" | "purchase" | "search";

export interface PageEvent {
  products?: { id: string; quantity?: number; price?: number }[];
  term?: string;
  order?: string;
  list?: string;
}

interface Detail { questionnaire: string }
interface Standing { first: boolean; remaining: number; answered: number; expected: number }

export interface Events {
  ready: Detail & { height: number };
  start: Detail;
  question: Detail & Standing & { question: string };
  answer: Detail & {
    question: string; remaining: number; sensitive?: true; skip?: true;
    choices?: string[]; min?: string; max?: string; value?: string; importance?: string;
  };
  results: Detail & Standing & { total: number; products: string[] };
  select: Detail & { product: string; url?: string };
  close: Detail & Standing;
  escape: Detail;
  error: Detail & { reason: "timeout" | "network" | "refused" | "expired" };
  events: { events: (PageEvent & { id: string; name: PageEventName; at: string })[] };
}

export interface Handle {
  ready: Promise<Handle>;
  on<Type extends keyof Events>(type: Type, listener: (detail: Events[Type]) => void): () => void;
  send(type: "restart" | "rerank", data?: object): void;
  restart(): void;
  destroy(): void;
}

export interface Salesclerk {
  (command: "mount", element: HTMLElement): Handle;
  <Type extends keyof Events>(command: "on", type: Type, listener: (detail: Events[Type], element: HTMLElement) => void): void;
  (command: "destroy", element: HTMLElement): void;
  (command: "consent", given: Consent): void;
  (command: "open", opener: HTMLElement): Handle | Promise<Handle>;
  (command: "close"): void | Promise<void>;
  (command: "event", name: PageEventName, data?: PageEvent): void | Promise<void>;
  mount(element: HTMLElement): Handle;
  destroy(element: HTMLElement): void;
  readonly loaded: true;
}

declare global {
  interface Window { salesclerk: Salesclerk }
  interface DocumentEventMap {
    "salesclerk:ready": CustomEvent<Events["ready"]>;
    "salesclerk:start": CustomEvent<Events["start"]>;
    "salesclerk:question": CustomEvent<Events["question"]>;
    "salesclerk:answer": CustomEvent<Events["answer"]>;
    "salesclerk:results": CustomEvent<Events["results"]>;
    "salesclerk:select": CustomEvent<Events["select"]>;
    "salesclerk:close": CustomEvent<Events["close"]>;
    "salesclerk:escape": CustomEvent<Events["escape"]>;
    "salesclerk:error": CustomEvent<Events["error"]>;
    "salesclerk:events": CustomEvent<Events["events"]>;
  }
}
