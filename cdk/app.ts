import { NightApp } from "./night-app.ts";

new NightApp().synth();
