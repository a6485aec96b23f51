// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What resources/tracker/README.md promises, one table per promise. Runs with plain node.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { FakeWindow, collector, trackerPath } from './fakewindow.mjs';

const throws = () => { throw new Error('hostile'); };
const trapped = (target) => new Proxy(target, { get: throws, has: throws, set: throws });
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

test('fits into 2200 bytes', () => {
    assert.ok(gzipSync(readFileSync(trackerPath), { level: 9 }).length <= 2200);
});

test('gives each hit an id that it keeps when it is sent again', async () => {
    const window = new FakeWindow({
        change: (w) => {
            w.navigator.sendBeacon = () => false;
            w.global.fetch = () => Promise.reject(new Error('offline'));
        },
    });
    for (let i = 0; i < 100; ++i)
        window.api.track('again');
    await settled();
    assert.equal(window.ids.length, 101);
    assert.equal(new Set(window.ids).size, 101);
    assert.ok(window.ids.every((id) => /^[a-z0-9]{10,64}$/.test(id)));
});

test('tries again when no way works, with the same id, and gives up in the end', async () => {
    const tried = [];
    const window = new FakeWindow({
        change: (w) => {
            w.navigator.sendBeacon = () => false;
            w.global.fetch = () => Promise.reject(new Error('offline'));
            w.global.Image = class {
                set src(address) {
                    tried.push(new URL(address).searchParams.get('id'));
                    this.onerror();
                }
            };
        },
    });
    window.document.title = 'Another by now';
    for (let i = 0; i < 10; ++i) {
        await settled();
        window.advance(5000);
    }
    assert.equal(tried.length, 4);
    assert.equal(new Set(tried).size, 1);
});

test('counts a page that comes back from the back/forward cache', () => {
    const window = new FakeWindow();
    window.fire('pageshow', { persisted: false }); // the load
    assert.equal(window.hits.length, 1);
    window.fire('pagehide', { persisted: true });
    window.fire('pageshow', { persisted: true });
    assert.deepEqual(window.brief, ['pageview /', 'pageview /']);
    assert.equal(new Set(window.ids).size, 2);
});

test('rounds a screen of fractions', () => {
    const window = new FakeWindow({
        change: (w) => { w.global.screen = { width: 411.42857142857144, height: 731.4285714285714 }; },
    });
    assert.equal(window.hits[0].screen, '411x731');
});

test('sends the pageview on load', () => {
    const window = new FakeWindow({ url: 'https://shop.example/a?utm_source=x#part' });
    assert.deepEqual(window.sent, [{
        way: 'beacon', url: `${collector}/api/v1/hits`,
        hit: {
            site: 'demo', kind: 'pageview', url: 'https://shop.example/a?utm_source=x', title: 'Home',
            referrer: 'https://search.example/', screen: '1440x900', language: 'de-AT',
        },
    }]);
    assert.deepEqual(window.stored, []);
});

test('sends to the origin of its own address', async (t) => {
    const rows = {
        'http://127.0.0.1:8787/scope.js': 'http://127.0.0.1:8787',
        'https://example.org/deep/folder/tracker.js?v=1': 'https://example.org',
        'http://[::1]:9/scope.js#x': 'http://[::1]:9',
    };
    for (const [src, origin] of Object.entries(rows)) {
        await t.test(src, () => {
            const window = new FakeWindow({ change: (w) => { w.scriptElement.src = src; } });
            assert.equal(window.sent[0].url, `${origin}/api/v1/hits`);
        });
    }
});

// Steps: [what, address], and the pageviews after the first.
const navigations = {
    'a push': [[['push', '/b']], ['/b']],
    'a replacement': [[['replace', '/b']], ['/b']],
    'back': [[['push', '/b'], ['wait', 200], ['pop', '/']], ['/b', '/']],
    'a push and its correction': [[['push', '/b'], ['replace', '/c']], ['/b', '/c']],
    'the same address twice within 100 ms': [[['push', '/b'], ['wait', 50], ['push', '/b']], ['/b']],
    'the address of the load': [[['replace', '/']], []],
    'a scroll position kept later': [[['push', '/b'], ['wait', 5000], ['replace', '/b']], ['/b']],
    'no address': [[['replace', undefined]], []],
    'an anchor': [[['pop', '/#part'], ['hash'], ['push', '/#other']], []],
    'another query': [[['push', '/?page=2']], ['/?page=2']],
    'secrets beside pages': [[['pop', '/#/a'], ['hash'], ['push', '/#state=x&code=y'], ['pop', '/#!/b'], ['hash']],
        ['/#/a', '/', '/#!/b'], { 'data-hash': '' }],
    'fragments as pages': [[['pop', '/#/a'], ['hash'], ['push', '/#/b']], ['/#/a', '/#/b'], { 'data-hash': '' }],
};

test('counts navigations inside the page', async (t) => {
    for (const [name, [steps, expected, attributes = {}]] of Object.entries(navigations)) {
        await t.test(name, () => {
            const window = new FakeWindow({ attributes });
            for (const [what, argument] of steps) {
                if (what === 'push') window.history.pushState(null, '', argument);
                if (what === 'replace') window.history.replaceState(null, '', argument);
                if (what === 'wait') window.advance(argument);
                if (what === 'hash') window.fire('hashchange');
                if (what === 'pop') {
                    window.location.href = new URL(argument, window.location).href;
                    window.fire('popstate');
                }
            }
            window.advance(100);
            const addresses = window.hits.slice(1).map((hit) => hit.url.replace('https://shop.example', ''));
            assert.deepEqual(addresses, expected);
            assert.ok(window.hits.every((hit) => hit.kind === 'pageview'));
            assert.ok(window.hits.every((hit) => hit.hash === ('data-hash' in attributes ? 1 : undefined)));
        });
    }
});

test('takes the title that the framework sets afterwards, with the page before as referrer', () => {
    const window = new FakeWindow();
    window.history.pushState(null, '', '/b');
    window.document.title = 'B';
    assert.equal(window.hits.length, 1);
    window.advance(100);
    window.history.pushState(null, '', '/c');
    window.document.title = 'C';
    window.history.pushState(null, '', '/d');
    window.document.title = 'D';
    window.advance(100);
    assert.deepEqual(window.hits.map((hit) => hit.title), ['Home', 'B', 'C', 'D']);
    assert.deepEqual(window.hits.map((hit) => hit.referrer.replace('https://shop.example', '')),
        ['https://search.example/', '/', '/b', '/c']);
});

test('keeps the order when something happens right after a navigation', async (t) => {
    const rows = {
        'an event': [(w) => w.api.track('signup'), ['pageview /b', 'event /b']],
        'a click away': [(w) => w.click('https://other.example/'), ['pageview /b', 'outbound /b']],
        'the end of the page': [(w) => w.fire('pagehide'), ['pageview /b']],
    };
    for (const [name, [act, expected]] of Object.entries(rows)) {
        await t.test(name, () => {
            const window = new FakeWindow();
            window.history.pushState(null, '', '/b');
            act(window);
            assert.deepEqual(window.brief.slice(1), expected);
            window.advance(1000);
            assert.equal(window.hits.length, 1 + expected.length);
        });
    }
});

test('leaves the page its history', () => {
    const window = new FakeWindow({ change: (w) => { w.history.replaceState = throws; } });
    assert.equal(window.history.pushState(null, '', '/b'), 'pushed');
    assert.throws(() => window.history.replaceState(null, '', '/c'), /hostile/);
});

const clicks = {
    'another host': [['https://other.example/x?y=1'], 'outbound https://other.example/x?y=1'],
    'the same host': [['/inside'], null],
    'the same host on another port': [['https://shop.example:8443/'], null],
    'a subdomain': [['https://blog.shop.example/'], 'outbound https://blog.shop.example/'],
    'a middle click': [['https://other.example/', { type: 'auxclick', button: 1 }], 'outbound https://other.example/'],
    'a right click': [['https://other.example/', { type: 'auxclick', button: 2 }], null],
    'a middle click told as a click too': [['https://other.example/', { button: 1 }], null],
    'inside of a link': [['https://other.example/', { nested: true }], 'outbound https://other.example/'],
    'in a shadow tree': [['https://other.example/', { path: (link) => ({ tagName: 'I', parentNode: null, host: link }) }],
        'outbound https://other.example/'],
    'a file': [['/files/manual.PDF?v=2'], 'download https://shop.example/files/manual.PDF?v=2'],
    'a file elsewhere': [['https://cdn.example/setup.exe'], 'download https://cdn.example/setup.exe'],
    'no file': [['/manual.pdf/about'], null],
    'mail': [['mailto:someone@shop.example'], null],
    'a script': [['javascript:void(0)'], null],
};

test('counts links away and files', async (t) => {
    for (const [name, [argumentsOfClick, expected]] of Object.entries(clicks)) {
        await t.test(name, () => {
            const window = new FakeWindow();
            window.click(...argumentsOfClick);
            const found = window.hits.slice(1).map((hit) => `${hit.kind} ${hit.props.url}`);
            assert.deepEqual(found, expected ? [expected] : []);
            if (expected)
                assert.equal(window.hits[1].url, 'https://shop.example/');
        });
    }
});

test('is not disturbed by clicks on anything else', () => {
    const window = new FakeWindow();
    for (const target of [null, undefined, window.document, { tagName: 'A', href: { baseVal: 'https://x.example/' } }])
        window.fire('click', { button: 0, target });
    assert.equal(window.hits.length, 1);
});

const events = {
    'a name': [['signup'], { name: 'signup' }],
    'properties and a value': [['buy', { plan: 'pro', count: 2 }, 9.5],
        { name: 'buy', props: { plan: 'pro', count: 2 }, value: 9.5 }],
    'a value of zero': [['buy', null, 0], { name: 'buy', value: 0 }],
    'a long name': [['x'.repeat(300)], { name: 'x'.repeat(255) }],
    'a number as name': [[404], { name: '404' }],
    'properties that are none': [['buy', ['a'], '9'], { name: 'buy' }],
    'no name': [[], null],
    'properties without end': [['buy', (() => { const loop = {}; loop.loop = loop; return loop; })()], null],
};

test('sends events', async (t) => {
    for (const [name, [argumentsOfTrack, expected]] of Object.entries(events)) {
        await t.test(name, () => {
            const window = new FakeWindow();
            assert.equal(window.api.track(...argumentsOfTrack), undefined);
            const found = window.hits.slice(1).map((hit) => {
                assert.equal(hit.kind, 'event');
                const { name: title, props, value } = hit;
                return JSON.parse(JSON.stringify({ name: title, props, value }));
            });
            assert.deepEqual(found, expected ? [expected] : []);
        });
    }
});

test('identifies from then on', async (t) => {
    const rows = [
        ['ada', 'ada'], [42, '42'], ['é'.repeat(32), 'é'.repeat(32)], ['é'.repeat(33), undefined],
        ['x'.repeat(65), undefined], ['', undefined], [null, undefined], [Symbol('x'), undefined],
    ];
    for (const [id, expected] of rows) {
        await t.test(String(id).slice(0, 20), () => {
            const window = new FakeWindow();
            window.api.identify(id);
            window.api.track('a');
            assert.deepEqual(window.hits.map((hit) => hit.identity), [undefined, expected]);
        });
    }
});

const refusals = {
    'Do Not Track': [(w) => { w.navigator.doNotTrack = '1'; }],
    'Do Not Track of old browsers': [(w) => { w.global.doNotTrack = '1'; }],
    'Global Privacy Control': [(w) => { w.navigator.globalPrivacyControl = true; }],
};

test('honours those who refuse, unless the page says otherwise', async (t) => {
    for (const [name, [change]] of Object.entries(refusals)) {
        await t.test(name, () => {
            const window = new FakeWindow({ change });
            window.api.track('signup', { a: 1 });
            window.api.identify('ada');
            window.history.pushState(null, '', '/b');
            window.click('https://other.example/');
            window.fire('pagehide');
            assert.deepEqual(window.sent, []);
            assert.equal(new FakeWindow({ change, attributes: { 'data-dnt': 'ignore' } }).hits.length, 1);
        });
    }
    for (const value of ['0', 'unspecified', null, undefined]) {
        await t.test(`not with ${value}`, () => {
            const window = new FakeWindow({ change: (w) => { w.navigator.doNotTrack = value; } });
            assert.equal(window.hits.length, 1);
        });
    }
});

test('works on this machine unless told not to', async (t) => {
    const rows = {
        'http://localhost:3000/': 0, 'http://127.0.0.1/': 0, 'http://[::1]:80/': 0, 'file:///page.html': 0,
        'https://localhost.example/': 1, 'https://shop.example/': 1,
    };
    for (const [url, hits] of Object.entries(rows)) {
        await t.test(url, () => {
            assert.equal(new FakeWindow({ url }).hits.length, 1);
            const off = new FakeWindow({ url, attributes: { 'data-local': 'off' } });
            off.api.track('a');
            assert.equal(off.hits.length, 2 * hits);
        });
    }
});

const transports = {
    'beacon': [() => {}, 'beacon'],
    'no beacon': [(w) => { delete w.navigator.sendBeacon; }, 'fetch'],
    'a full beacon': [(w) => { w.navigator.sendBeacon = () => false; }, 'fetch'],
    'a beacon that throws': [(w) => { w.navigator.sendBeacon = throws; }, 'fetch'],
    'neither beacon nor fetch': [(w) => { delete w.navigator.sendBeacon; delete w.global.fetch; }, 'image'],
    'a fetch that throws': [(w) => { delete w.navigator.sendBeacon; w.global.fetch = throws; }, 'image'],
    'a fetch that fails': [(w) => {
        delete w.navigator.sendBeacon;
        w.global.fetch = () => Promise.reject(new Error('blocked'));
    }, 'image'],
    'nothing at all': [(w) => { w.navigator.sendBeacon = w.global.fetch = w.global.Image = throws; }, ''],
};

test('falls back from beacon to fetch to image, and says which one worked', async (t) => {
    for (const [name, [change, expected]] of Object.entries(transports)) {
        await t.test(name, async () => {
            const window = new FakeWindow({ change });
            await settled();
            window.api.track('buy', { plan: 'a&b' }, 0);
            await settled();
            assert.equal(window.api.transport, expected);
            assert.deepEqual(window.sent.map(({ way }) => way), expected ? [expected, expected] : []);
            if (expected !== 'image')
                return;
            assert.equal(window.sent[1].url, `${collector}/pixel.gif`);
            assert.deepEqual({ ...window.hits[1] }, {
                site: 'demo', kind: 'event', url: 'https://shop.example/', referrer: '', name: 'buy',
                props: '{"plan":"a&b"}', value: '0', screen: '1440x900', language: 'de-AT', title: 'Home',
            });
        });
    }
});

test('asks fetch to outlive the page without a preflight', () => {
    const window = new FakeWindow({ change: (w) => { delete w.navigator.sendBeacon; } });
    const { method, keepalive, mode, headers } = window.fetchOptions;
    assert.deepEqual({ method, keepalive, mode, headers },
        { method: 'POST', keepalive: true, mode: 'no-cors', headers: undefined });
});

test('waits until a prerendered page is shown', () => {
    const window = new FakeWindow({ change: (w) => { w.document.prerendering = true; } });
    window.api.track('early');
    window.advance(1000);
    assert.deepEqual(window.sent, []);
    window.document.prerendering = false;
    window.fire('prerenderingchange');
    assert.deepEqual(window.brief, ['pageview /', 'event /']);
});

test('keeps what it sends within the limits of the collector', () => {
    const long = `https://shop.example/${'p'.repeat(3000)}`;
    const window = new FakeWindow({
        url: `https://shop.example/a?${'q'.repeat(3000)}`,
        change: (w) => { w.document.title = 't'.repeat(600); w.document.referrer = long; },
    });
    const [hit] = window.hits;
    assert.deepEqual([hit.url, hit.title.length, hit.referrer.length], ['https://shop.example/a', 500, 2048]);
});

test('counts once when the snippet is there twice', () => {
    const window = new FakeWindow();
    window.run();
    assert.equal(window.hits.length, 1);
});

// Broken windows: the script survives, and where it says so it still counts.
const hostile = {
    'no currentScript': [(w) => { w.document.currentScript = null; }, 1],
    'no script to be found': [(w) => { w.document.currentScript = w.document.querySelector = undefined; }],
    'an element called clickscope': [(w) => { w.global.clickscope = { tagName: 'DIV' }; }, 1],
    'an element called title': [(w) => { w.document.title = { tagName: 'IMG' }; }, 1],
    'an address without origin': [(w) => { w.scriptElement.src = ''; }],
    'no history': [(w) => { delete w.global.history; }],
    'no pushState': [(w) => { w.history = w.global.history = {}; }, 1],
    'a frozen history': [(w) => { w.history = w.global.history = Object.freeze(w.history); }],
    'no screen': [(w) => { delete w.global.screen; }],
    'no JSON': [(w) => { w.global.JSON = undefined; }],
    'no navigator': [(w) => { delete w.global.navigator; }],
    'no timers': [(w) => { w.global.setTimeout = throws; }, 1],
    'a trapped navigator': [(w) => { w.global.navigator = trapped({}); }],
    'a trapped document': [(w) => { w.global.document = trapped({}); }],
    'a trapped location': [(w) => { w.global.location = trapped({}); }],
    'no listening': [(w) => { w.global.addEventListener = throws; }],
    'stringify that throws': [(w) => { w.global.JSON = { stringify: throws }; }],
};

test('never throws', async (t) => {
    for (const [name, [change, hits]] of Object.entries(hostile)) {
        await t.test(name, async () => {
            const window = new FakeWindow({ change });
            if (hits !== undefined)
                assert.equal(window.hits.length, hits);
            assert.equal(typeof window.api.track, 'function');
            window.api.track('a', { b: 1 }, 2);
            window.api.identify('ada');
            window.history.pushState?.(null, '', '/b');
            window.click('https://other.example/');
            window.fire('pagehide');
            window.advance(1000);
            await settled();
        });
    }
});
