/// <reference types="vite/client" />

/** Of Signalbox, as its pom.xml has it. */
declare const __VERSION__: string;
