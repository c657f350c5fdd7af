import { SignIn } from './sign-in.ts';

// Only the gateway's own console has this tag: applications that embed the desk sign people in themselves.
SignIn.define('kinerja-sign-in');
