// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

// URLs as HTTP carries them (RFC 3986): ASCII alone.

/// The URL in ASCII: the host as an A-label, everything else that a URL cannot hold as escapes of its UTF-8.
/// Existing escapes stay as they are, and so do percent signs that begin none. Controls are escaped.
QByteArray asciiUrl(const QString &url);

/// The URL with the parameters of `query` added to its own, before the fragment. If both have a parameter,
/// the one of `query` is kept; names of campaigns and click ids are the same in any case. `url` is from
/// asciiUrl(), `query` as it was sent, without the '?'.
QByteArray withQuery(const QByteArray &url, QByteArrayView query);
