import type { IncomingMessage, ServerResponse } from "node:http";

export const pageHeaders: Record<string, string>;
export function startServer(route?: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>, port?: number): Promise<{ address: string; port: number; stop(): Promise<void> }>;
