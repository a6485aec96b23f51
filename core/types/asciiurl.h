// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

// URLs as HTTP carries them (RFC 3986): ASCII alone.

/// The URL in ASCII: the host as an A-label, everything else that a URL cannot hold as escapes of its UTF-8.
/// Escapes that are there stay as they are, and so do percent signs that begin none. No control gets through.
QByteArray asciiUrl(const QString &url);

/// The URL with the parameters of `query` added to its own, before the fragment. Of parameters of one name
/// those of `query` stay. `url` is one of asciiUrl(), `query` as it was sent, without the '?'.
QByteArray withQuery(const QByteArray &url, QByteArrayView query);
