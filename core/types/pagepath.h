// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

// Paths of pages in one form, so that one page is one value whoever encoded it: "/über", "/%C3%BCber" and
// "/%c3%bcber" are "/über", "/%7Ex" is "/~x", "/a/./b" is "/a/b" (RFC 3986, 6.2.2). All of it is pure, and
// reading its own output changes nothing.

/// A path without query. Escapes of unreserved characters, of UTF-8 that can be shown and of what a URL
/// cannot hold but people read ("<") are decoded, and letters composed (NFC); all others are kept, in
/// capitals: "%2F" is no "/". What nobody sees (controls, blanks, marks of direction) is written as escapes.
/// A "%" that begins none stays: "/%zz" is not "/%25zz". Dot segments are resolved.
QString canonicalPath(QStringView path);

/// The same for a piece of a path, as people type it to look for: nothing is resolved, and half a character
/// of UTF-16 stays as it is.
QString canonicalPathPiece(QStringView piece);

/// The page that a URL names: its path in one form. With `fragmentNamesPage` also the fragment up to a '?':
/// "/#/about".
QString pagePath(QStringView url, bool fragmentNamesPage);

/// Which paths count as one page where pages are shown. What is stored does not change.
struct PageGrouping
{
    bool joinsSlashes = false; ///< "/a/" is "/a"
    bool joinsCase = false; ///< "/About" is "/about"

    bool isNone() const { return !joinsSlashes && !joinsCase; }
    /// The page that stands for a path in one form.
    QString of(const QString &path) const;
    /// As the table `site` keeps it.
    qint64 stored() const { return (joinsSlashes ? 1 : 0) + (joinsCase ? 2 : 0); }
    friend bool operator==(const PageGrouping &, const PageGrouping &) = default;
};

/// PageGrouping::stored() read back.
constexpr PageGrouping pageGroupingOf(qint64 stored)
{
    return {(stored & 1) != 0, (stored & 2) != 0};
}
