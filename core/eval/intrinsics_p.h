// SPDX-License-Identifier: GPL-3.0-or-later
// The script that makes a JavaScript engine fit for expressions, run once in a new engine.
#pragma once

namespace signalbox::eval {

/// Gives an object {begin(now, seed)}. It fixes the time and chance, caps what allocates at once, takes
/// away what makes code of texts, and freezes everything that an expression could change for the next.
inline constexpr const char *kIntrinsics = R"JS((function (global) {
"use strict";
const most = 1 << 24;
let now = 0, seed = 1;
const RealDate = Date;
function FixedDate(...parts) {
    if (!new.target) return new RealDate(now).toString();
    return parts.length === 0 ? new RealDate(now) : new RealDate(...parts);
}
FixedDate.now = () => now;
FixedDate.UTC = RealDate.UTC;
FixedDate.parse = RealDate.parse;
FixedDate.prototype = RealDate.prototype;
RealDate.prototype.constructor = FixedDate;
global.Date = FixedDate;
Math.random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
function tooLarge() { throw new RangeError("the result would be too large"); }
function cap(holder, name, size) {
    const real = holder[name];
    if (typeof real !== "function") return;
    Object.defineProperty(holder, name, {
        value: { [name](...args) { if (size(this, args) > most) tooLarge(); return real.apply(this, args); } }[name],
        writable: true, configurable: true, enumerable: false
    });
}
const lengthOf = value => (value === null || value === undefined) ? 0 : Number(value.length) || 0;
cap(String.prototype, "repeat", (self, [count]) => String(self).length * count);
cap(String.prototype, "padStart", (self, [count]) => count);
cap(String.prototype, "padEnd", (self, [count]) => count);
cap(String.prototype, "concat", (self, args) => args.reduce((n, a) => n + String(a).length, String(self).length));
cap(Array.prototype, "fill", self => lengthOf(self));
cap(Array.prototype, "concat", (self, args) => args.reduce((n, a) => n + (lengthOf(a) || 1), lengthOf(self)));
cap(Array.prototype, "join", (self, [by]) => lengthOf(self) * (1 + String(by === undefined ? "," : by).length));
cap(Array, "from", (self, [source]) => lengthOf(source));
const RealArray = Array;
function CappedArray(...args) {
    if (args.length === 1 && typeof args[0] === "number" && args[0] > most) tooLarge();
    return new RealArray(...args);
}
for (const name of ["from", "isArray", "of"]) CappedArray[name] = RealArray[name];
CappedArray.prototype = RealArray.prototype;
RealArray.prototype.constructor = CappedArray;
global.Array = CappedArray;
for (const name of ["eval", "Function", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Int8Array", "Uint8Array",
    "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array",
    "Proxy", "Reflect", "WeakMap", "WeakSet", "Promise", "gc", "print", "console", "Qt", "qsTr", "qsTranslate", "QT_TR_NOOP", "escape", "unescape"])
    delete global[name];
const makers = [Object.getPrototypeOf(function () {}), Object.getPrototypeOf(function* () {})];
for (const maker of makers) {
    Object.defineProperty(maker, "constructor", { value: undefined, writable: false, configurable: false });
}
const seen = new Set();
function freeze(value) {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Object.getOwnPropertyNames(value).concat(Object.getOwnPropertySymbols(value))) {
        const property = Object.getOwnPropertyDescriptor(value, key);
        if (property === undefined) continue;
        if ("value" in property) freeze(property.value); else { freeze(property.get); freeze(property.set); }
    }
    freeze(Object.getPrototypeOf(value));
    if (value !== global) Object.freeze(value);
}
makers.forEach(freeze);
[[][Symbol.iterator](), ""[Symbol.iterator](), new Map().entries(), new Set().entries(), /a/].forEach(value => freeze(Object.getPrototypeOf(value)));
freeze(global);
for (const key of Object.getOwnPropertyNames(global)) {
    const property = Object.getOwnPropertyDescriptor(global, key);
    if (property && property.configurable) Object.defineProperty(global, key, { value: global[key], writable: false, configurable: false });
}
Object.preventExtensions(global);
return { begin(time, chance) { now = time; seed = chance | 0; } };
}))JS";

} // namespace signalbox::eval
