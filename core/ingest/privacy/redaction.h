// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// The beginning of a request (head, query or body, also truncated) with an ellipsis where it may hold
/// secrets or addresses, so that it can be kept and shown:
///
/// - values by their name, however it is written (percent-encoded, escaped in JSON, any case, with brackets)
/// and
///   in many languages: tokens, keys, passwords, cookies, sessions, signatures, identities and the like, in
///   queries, paths, JSON, XML and multipart forms;
/// - values in the queries of URLs, except those of campaigns and the fields of our own pixel;
/// - fragments that are not a route;
/// - of the head of a request, header values except those about framing, and folded lines;
/// - what follows Bearer, Basic and Digest, user information in URLs;
/// - what looks like a secret (tokensIn()) or tells who somebody is (personalDataIn()).
///
/// Hides too much rather than too little. Pure and linear; reads the first kRedactedBytes only, and
/// the result is at most three times as long.
QByteArray redacted(QByteArrayView text);

constexpr qsizetype kRedactedBytes = 2048;
