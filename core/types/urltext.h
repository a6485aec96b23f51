// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

// Cuts URLs as text. QUrl normalises and costs a parse; on the hit path a URL is stored as it
// was sent, and only its parts are read. No function fails: invalid input gives empty parts.

/// A URL in three parts whose concatenation is the URL: "https://host:1" + "/path" + "?query#fragment".
struct UrlParts
{
    QStringView origin; ///< scheme, "://" and authority; empty when relative
    QStringView path;
    QStringView suffix; ///< from the first '?' or '#'
};

UrlParts splitUrl(QStringView url);

/// A URL as browsers read it before they cut it (URL Standard): without controls and blanks around it and
/// without tabs and newlines in it; of http, https and relative ones a backslash before the query is a slash.
/// Idempotent.
QString browsedUrl(const QString &sent);

/// Path without query and fragment; an empty path gives "/".
QStringView urlPath(QStringView url);

/// Host without user info and port, as canonicalHost() writes it; empty when the URL is relative.
/// IPv6 literals keep their brackets.
QString urlHost(QStringView url);
/// Whether the authority is nothing but a host of ASCII letters, digits, dots and hyphens, as nearly all are:
/// then isAskableHost(urlHost(url)) is true, and need not be asked.
bool hasPlainHost(QStringView url);

/// urlHost() without one leading "www.".
QString bareHost(QStringView url);

/// True for the domain itself and for every host below it: "a.e.com" for "e.com", not "ae.com". Both lower
/// case.
bool isHostOf(QStringView host, QStringView domain);

/// The query between '?' and '#', without both.
QStringView urlQuery(QStringView url);

/// Removes the first "name=value" from a query and returns it: "a=1" from "a=1&b=2", which becomes "b=2".
inline QStringView takePair(QStringView *query)
{
    const qsizetype end = query->indexOf(u'&');
    const QStringView pair = end < 0 ? *query : query->first(end);
    *query = end < 0 ? QStringView() : query->sliced(end + 1);
    return pair;
}

/// The text after the '#'.
QStringView urlFragment(QStringView url);

/// True for URLs that hold a script or the contents of a page, or name nothing: "javascript:…", "data:…",
/// "blob:…", "about:…".
bool namesNoPage(QStringView url);

/// True for an absolute http or https URL with a host.
bool isAbsoluteHttpUrl(QStringView url);
