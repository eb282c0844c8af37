export function weigh(folder: string): Promise<{ readonly start: number; readonly all: number }>
