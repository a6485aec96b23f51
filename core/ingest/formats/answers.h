// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"
#include "core/types/http.h"

// The parts of a reply that several protocols share. None sets Access-Control-Allow-Origin: the
// collector does, once, on every reply, because only it knows the Origin of a refused request.

/// `{"error":{"code","message","field"}}` with the error's status, plus `"index"` for a hit of a batch.
HttpReply errorEnvelope(const WireError &error);

/// Adds Retry-After and, when the request was understood but is not stored, X-Dropped-Reason.
void addErrorHeaders(HttpReply *reply, const WireError &error);
/// Codes, separated by commas.
QByteArray codesOf(const QList<RejectReason> &reasons);
/// Adds X-Dropped-Reason when hits of an accepted request were dropped.
void addDropHeader(HttpReply *reply, const IngestOutcome &outcome);

/// The transparent GIF, never cached, usable from every page.
HttpReply gifReply(int status);

/// The codes that every protocol uses for errors that only the collector can see.
WireError rateLimitedError(int retryAfterSeconds);
WireError overloadedError(int retryAfterSeconds);
WireError bodyTooLargeError();
WireError malformedError(int status, const QString &code, const QString &message);
