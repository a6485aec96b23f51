// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/http.h"
#include "core/types/rejectreason.h"

#include <QByteArray>

/// The bytes of a reply. `headOnly` leaves the body out but keeps its length (HEAD).
QByteArray toBytes(const HttpReply &reply, bool headOnly, bool close);

/// Status line and headers of a stream without a length, which lasts until it is closed.
QByteArray streamHead(const QByteArray &contentType, const QList<std::pair<QByteArray, QByteArray>> &headers);

/// "Bad Request" and so on; empty for a status that the program does not use.
QByteArrayView statusText(int status);

/// True when If-None-Match names the entity tag (RFC 9110, 13.1.2): a list, compared weakly.
bool holdsEntityTag(const QByteArray &list, const QByteArray &tag);

/// `{"error":{"code","message","field":null}}`, the error document of api.md#errors.
HttpReply errorReply(int status, QByteArrayView code, QByteArrayView message);

/// The reply to a request that was refused before a handler saw it.
HttpReply refusalReply(int status, RejectReason reason);
