// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A window as far as the tracker script can see it. What was sent, by which way, is in `sent`;
// timers run when a test advances the clock.

import { readFileSync } from 'node:fs';
import vm from 'node:vm';

export const trackerPath = new URL('../../resources/tracker/tracker.js', import.meta.url);
const script = new vm.Script(readFileSync(trackerPath, 'utf8'), { filename: 'tracker.js' });

export const collector = 'http://collector.example:8787';

export class FakeWindow {
    sent = []; // {way, url, hit}; the ids of the hits, which are random, are in `ids`
    ids = [];
    listeners = {};
    timers = [];
    now = 1_000_000;
    stored = [];

    // `change` gets this and may break or replace anything before the script runs.
    constructor({ url = 'https://shop.example/', attributes = {}, change = () => {} } = {}) {
        const own = this;
        this.location = new URL(url);
        this.scriptElement = {
            src: `${collector}/scope.js`,
            getAttribute: (name) => ({ 'data-site': 'demo', ...attributes })[name] ?? null,
        };
        this.document = {
            title: 'Home',
            referrer: 'https://search.example/',
            currentScript: this.scriptElement,
            visibilityState: 'visible',
            querySelector: (selector) => (selector === 'script[data-site]' ? this.scriptElement : null),
            get cookie() { return ''; },
            set cookie(text) { own.stored.push(text); },
        };
        this.navigator = {
            language: 'de-AT',
            sendBeacon: (address, body) => this.#take('beacon', address, JSON.parse(body)),
        };
        this.history = {
            pushState: (state, unused, address) => this.#go(address, 'pushed'),
            replaceState: (state, unused, address) => this.#go(address, 'replaced'),
        };
        this.global = this.#globals();
        change(this);
        this.run();
    }

    run() {
        script.runInContext(vm.isContext(this.global) ? this.global : vm.createContext(this.global));
    }

    #globals() {
        const own = this;
        const storage = new Proxy({}, { get: () => { throw new Error('storage'); } });
        const window = {
            document: this.document, location: this.location, navigator: this.navigator, history: this.history,
            screen: { width: 1440, height: 900 },
            localStorage: storage, sessionStorage: storage, indexedDB: storage,
            addEventListener: (type, work, capture) => {
                if (capture !== true)
                    throw new Error(`${type} is not captured`);
                (this.listeners[type] ??= []).push(work);
            },
            setTimeout: (work, ms, ...rest) =>
                this.timers.push({ work: () => work(...rest), at: this.now + ms }),
            fetch: (address, options) => {
                this.fetchOptions = options;
                this.#take('fetch', address, JSON.parse(options.body));
                return Promise.resolve({});
            },
            Image: class {
                set src(address) {
                    const { origin, pathname, searchParams } = new URL(address);
                    own.#take('image', origin + pathname, Object.fromEntries(searchParams));
                    this.onload?.();
                }
            },
        };
        window.window = window;
        return window;
    }

    #take(way, url, { id, ...hit }) {
        this.sent.push({ way, url, hit });
        this.ids.push(id);
        return true;
    }

    #go(address, result) {
        if (address !== undefined)
            this.location.href = new URL(address, this.location).href;
        return result;
    }

    get api() { return this.global.clickscope; }
    get hits() { return this.sent.map(({ hit }) => hit); }
    get brief() { return this.hits.map((hit) => `${hit.kind} ${new URL(hit.url).pathname}`); }

    fire(type, event = {}) {
        for (const work of this.listeners[type] ?? [])
            work({ type, ...event });
    }

    advance(ms) {
        this.now += ms;
        const due = this.timers.filter((timer) => timer.at <= this.now);
        this.timers = this.timers.filter((timer) => timer.at > this.now);
        due.forEach(({ work }) => work());
    }

    // A click on an <a href> inside which the target may be nested.
    click(href, { type = 'click', button = 0, nested = false, path } = {}) {
        const url = new URL(href, this.location);
        const link = {
            tagName: 'A', href: url.href, protocol: url.protocol, hostname: url.hostname, host: url.host,
            pathname: url.pathname, parentNode: null,
        };
        const target = nested ? { tagName: 'SPAN', parentNode: { tagName: 'B', parentNode: link } } : link;
        this.fire(type, { button, target, ...(path ? { composedPath: () => [path(link)] } : {}) });
    }
}
