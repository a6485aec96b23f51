// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// README.md has the options. ES5; no cookies, no storage.
(function () {
  'use strict';
  var script, site, origin, identity, shown, held = [];

  // The page never sees our errors.
  function safely(work) {
    return function () {
      try { return work.apply(this, arguments); } catch (error) {}
    };
  }

  function option(name) { return script.getAttribute('data-' + name); }

  // The collector refuses longer ones.
  function fit(url) { return url.length > 2048 ? url.split(/[?#]/)[0].slice(0, 2048) : url; }

  // Fragments may hold secrets.
  function address() { return location.href.split(option('hash') === null ? '#' : /#(?!!?\/)/)[0]; }

  function record(kind, referrer, name, props, value) {
    held.push({
      site: site, kind: kind, url: fit(address()), hash: option('hash') === null ? undefined : 1, referrer: fit(referrer), name: name, props: props, value: value,
      id: Date.now().toString(36) + Math.random().toString(36).slice(2), // counts once
      screen: Math.round(screen.width) + 'x' + Math.round(screen.height), language: navigator.language, identity: identity
    });
  }

  function deliver(hit, tries) {
    if (!tries) hit.title = String(document.title).slice(0, 500);
    var url = origin + '/api/v1/hits', body = JSON.stringify(hit);
    var image = safely(function () {
      var picture = new Image(), query = '/pixel.gif?', key;
      for (key in hit) {
        if (hit[key] != null)
          query += key + '=' + encodeURIComponent(key === 'props' ? JSON.stringify(hit[key]) : hit[key]) + '&';
      }
      picture.onload = function () { api.transport = 'image'; };
      picture.onerror = function () {
        if (!(tries > 2)) setTimeout(safely(deliver), 5000, hit, (tries || 0) + 1);
      };
      picture.src = origin + query;
    });
    if (safely(function () { return navigator.sendBeacon(url, body); })()) api.transport = 'beacon';
    // no-cors: a reply that may not be read counts too.
    else if (!safely(function () {
      return fetch(url, {method: 'POST', body: body, keepalive: true, mode: 'no-cors'})
        .then(function () { api.transport = 'fetch'; }, image);
    })()) image();
  }

  // Prerendered pages wait.
  var release = safely(function () {
    while (held.length && !document.prerendering) safely(deliver)(held.shift());
  });

  function navigated() {
    var from = shown;
    shown = address();
    if (shown === from) return;
    release();
    record('pageview', from);
    setTimeout(release, 100); // the title follows the address
  }

  // Back from the back/forward cache, where no script runs anew.
  function returned(event) {
    if (!event.persisted) return;
    shown = address();
    record('pageview', document.referrer);
    release();
  }

  function clicked(event) {
    if (event.button !== (event.type === 'click' ? 0 : 1)) return;
    var link = event.composedPath ? event.composedPath()[0] : event.target;
    while (link && !/^http/.test(link.protocol)) link = link.parentNode || link.host;
    if (!link) return;
    var target = {url: fit(link.href)};
    if (/\.(7z|apk|csv|deb|dmg|docx?|epub|exe|gz|iso|mp[34]|msi|pdf|pptx?|rar|rpm|tgz|xlsx?|zip)$/i.test(link.pathname))
      record('download', '', 'file_download', target);
    else if (link.hostname !== location.hostname) record('outbound', '', 'outbound_click', target);
    release();
  }

  // Captured, before stopPropagation.
  function listen(type, work) { window.addEventListener(type, safely(work), true); }

  function wrap(name) {
    var original = history[name];
    if (original) history[name] = function () {
      var result = original.apply(this, arguments);
      safely(navigated)();
      return result;
    };
  }

  var api = {
    transport: '', // what worked last
    track: safely(function (name, props, value) {
      if (!site || !name) return;
      record('event', '', String(name).slice(0, 255), {}.toString.call(props) === '[object Object]' ? props : undefined,
        typeof value === 'number' ? value : undefined);
      release();
    }),
    identify: safely(function (id) { // 64 bytes
      identity = id && encodeURIComponent(id).replace(/%../g, 1).length < 65 ? String(id) : undefined;
    })
  };

  safely(function () {
    if (window.clickscope && window.clickscope.track) return; // twice
    window.clickscope = api;
    script = document.currentScript || document.querySelector('script[data-site]');
    origin = script.src.split('/', 3).join('/');
    if (option('local') === 'off' && /^(localhost|127\..*|\[::1]|)$/.test(location.hostname)) return;
    if (option('dnt') !== 'ignore'
        && (navigator.doNotTrack == 1 || window.doNotTrack == 1 || navigator.globalPrivacyControl)) return;
    site = option('site');
    shown = address();
    wrap('pushState');
    wrap('replaceState');
    listen('popstate', navigated);
    listen('hashchange', navigated);
    listen('click', clicked);
    listen('auxclick', clicked);
    listen('pagehide', release);
    listen('pageshow', returned);
    listen('prerenderingchange', release);
    record('pageview', document.referrer);
    release();
  })();
})();
