export function stubSystems(platform: NodeJS.Platform): ('linux' | 'windows' | 'mac')[]
