export interface DemoPost {
  folder: string;
  address: string;
  secureAddress: string;
  listen: string[];
  pid: number;
}

export function startDemo(): Promise<DemoPost>;
export function startAgain(post: DemoPost): Promise<DemoPost>;
export function kill(post: DemoPost): Promise<void>;
export function end(post: DemoPost): Promise<void>;
