import type { Plugin } from 'vite';

/** From the first string up to, but without, the second one; the third takes its place. */
type Cut = readonly [from: string, until: string, instead?: string];

/**
 * What templates can do in lit-html 3.3.3 and never do here, by what it serves. The strings are those of the minified file;
 * each begins in one place only, and the build stops when it does not, so that another version of the library is noticed.
 */
const CUTS: Readonly<Record<string, readonly Cut[]>> = {
  'directives, and parts that ask for their parents': [
    ['function M(t,i,s=t,e){', 'class R{', 'const M=(t,i)=>i;'],
    ['get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t)', '{const{el:', 'u(t)'],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', 'constructor(t,i,s,e){this.type=2'],
    ['get parentNode(){let t=this._$AA', '_$AI(t,i=this){t=M(this,t,i),a(t)'],
    ['this._$AP?.(!1,!0,s);', 't!==this._$AB;)', ';'],
    ['setConnected(t){', '}class H{'],
    ['get tagName(){', 'constructor(t,i,s,e,h){this.type=1'],
    ['this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=i', '}', 'this._$AV=[],this._$AD=t'],
    ['this.type=2,this._$AH=A,this._$AN=void 0,', 'this._$AA=t', 'this._$AH=A,'],
    ['this._$AM=s,this.options=e,this._$Cv=e?.isConnected??!0', '}_$AI(t,i=this){t=M(this,t,i),a(t)', 'this.options=e'],
    ['this._$AM=e,', 'this.options=h'],
    ['this.type=1,this._$AH=A,this._$AN=void 0,', 'this.element=t,this.name=i', 'this._$AH=A,'],
    ['constructor(){super(...arguments),this.type=3}', 'j(t){this.element[this.name]='],
    ['constructor(){super(...arguments),this.type=4}', 'j(t){this.element.toggleAttribute('],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', '_$AI(t,i=this){if((t=M('],
    [
      '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t)',
      '}}class Z{',
      'this._$AH.call(this.options.host,t)',
    ],
  ],
  'the value that changes nothing': [
    ['&&t!==E&&this._(t):void 0!==t._$litType$', '?this.$(t)', '&&this._(t):void 0!==t._$litType$'],
    ['&&t!==E,o&&(this._$AH=t)', ';else{const e=t', ',o&&(this._$AH=t)'],
    ['r===E&&(r=this._$AH[n]),', 'o||=!a(r)'],
  ],
  'values that take an attribute or a listener away': [
    ['t===A||null==t', '||""===t?(this._$AH', 'null==t'],
    ['r===A?t=A:t!==A&&(t+=(r??"")+h[n+1]),', 'this._$AH[n]=r', 't+=(r??"")+h[n+1],'],
    ['t===A?this.element.removeAttribute(this.name):', 'this.element.setAttribute('],
    ['=t===A?void 0:t', '}}class L', '=t'],
    ['!!t&&t!==A', ')}}class z', '!!t'],
    [
      'if((t=M(this,t,i,0)??A)===E)return;',
      '}handleEvent',
      'this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t',
    ],
  ],
  'bindings of an element itself': [
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', 'if(y.test(r.tagName))'],
    [':1===r.type?i=new r.ctor(', 'h,r.name', ':i=new r.ctor('],
    [':6===r.type&&(i=new Z(h,this,t))', ',this._$AV.push(i)'],
    ['class Z{', 'const j={'],
  ],
  'comments, other iterables than arrays': [
    ['"!--"===u[1]?c=_:void 0!==u[1]?c=m:', 'void 0!==u[2]?'],
    ['c===$||c===g?c=p:c===_||c===m?c=v:', '(c=p,n=void 0)'],
    ['d=t=>u(t)||"function"==typeof t?.[Symbol.iterator]', ',f="[', 'd=u'],
  ],
  'bindings inside comments, and inside the text of raw elements': [
    ['if(y.test(r.tagName)){', '}else if(8===r.nodeType)'],
    ['else{let t=-1;', 'l++}}static createElement'],
    ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', ':void 0!==u[3]', 'c=p'],
    ['">"===u[0]?(c=n??v,d=-1)', ':void 0===u[1]', '">"===u[0]?(c=v,d=-1)'],
    ['(c=p,n=void 0);const x=', 'c===p&&t[i+1]', 'c=p;const x='],
  ],
  'templates that were compiled before, and other documents to create them in': [
    ['e="number"==typeof s?this._$AC(t):', ';if(this._$AH?._$AD===e)', 'e=this._$AC(t)'],
    ['{values:i,_$litType$:s}=t', ',e=', '{values:i}=t'],
    ['(t?.creationScope??l).importNode', '(i,!0)', 'l.importNode'],
    ['const e=s?.renderBefore??i;', 'let h=e._$litPart$', 'const e=i;'],
    ['const t=s?.renderBefore??null;', 'e._$litPart$=h', 'const t=null;'],
  ],
  'a marker that nobody can guess: no template of ours holds what others have written': [
    ['o=`lit$${Math.random()', ',n="?"', 'o="lit$mark$"'],
  ],
  'MathML, and the list of versions on a page': [
    [':3===i?"<math>":""', ',c=v', ':""'],
    [':3===i?"</math>":""', ')),e]', ':""'],
    [
      'if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i)',
      '{const t=this.el.content',
      'if(this.el=document.createElement("template"),this.el.innerHTML=f,P.currentNode=this.el.content,2===i)',
    ],
    ['const j={', 'const D=', 'const j=0;'],
  ],
  'words for whoever builds with it, and a mark that several copies of the library share': [
    ['Error("invalid template strings array")', ';', 'Error("raw")'],
    ['Symbol.for("lit-nothing")', ',', 'Symbol()'],
  ],
  'calls that do nothing without what was cut above': [
    ['t=M(this,t,i),a(t)', '?null==t', 'a(t)'],
    ['t=M(this,t,i,0),o=!a(t)', '||t!==this._$AH', 'o=!a(t)'],
    ['static createElement(', '}const M=', ''],
    ['o&&!e&&this.j(t)', '}j(t){this.element.set', 'o&&this.j(t)'],
    ['r=M(this,e[s+n],i,n)', ',o||=', 'r=e[s+n]'],
    ['const s=i(t).nextSibling;i(t).remove()', ',t=s', 'const s=t.nextSibling;t.remove()'],
  ],
};

/**
 * Takes out of lit-html what the templates of the widgets never use: a fifth of the library, and what makes form, scorecard
 * and board fit into one file. Whatever needs it again takes its cut out of the list.
 */
export function leanLit(): Plugin {
  return {
    name: 'lean-lit',
    transform(code, id) {
      if (!/\/lit-html\/lit-html\.js$/.test(id)) return null;
      return Object.values(CUTS)
        .flat()
        .reduce((rest, [from, until, instead = '']) => {
          const start = rest.indexOf(from);
          const end = rest.indexOf(until, start + from.length);
          if (start < 0 || end < 0 || rest.includes(from, start + 1))
            throw new Error(`lit-html is not the one that build/lean-lit.ts knows: ${from} … ${until}`);
          return rest.slice(0, start) + instead + rest.slice(end);
        }, code);
    },
  };
}
