// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// The beginning of a request (head, query or body, also cut off anywhere) with an ellipsis where it may hold
/// secrets or addresses, so that it can be kept and shown:
///
/// - values by their name, however it is written (percent-encoded, escaped in JSON, any case, with brackets):
///   tokens, keys, passwords, cookies, sessions, signatures, identities and the like, in queries, paths,
///   JSON, XML and multipart forms;
/// - values in the queries of URLs, but those of campaigns and what our own pixel is told;
/// - fragments that are no route;
/// - of the head of a request, header values but for those that say how it is framed, and folded lines;
/// - what follows Bearer, Basic and Digest, user information in URLs, mail addresses;
/// - IPv4 and IPv6 addresses; long random words: tokens without a name.
///
/// Too much is hidden rather than too little. Pure and linear; looks at the first kRedactedBytes only, and
/// what it returns is at most three times as long.
QByteArray redacted(QByteArrayView text);

constexpr qsizetype kRedactedBytes = 2048;
