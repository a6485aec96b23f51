// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"

#include <QByteArray>

#include <optional>

/// The stored bytes of the parts of a segment. Integers are split into planes of bytes before
/// they are deflated, because neighbours have similar high bytes.
///
/// Decoding trusts no byte: it returns nothing when sizes, order, ranges or the starts of
/// visits are not what a builder makes. Codes in a column are not checked against the value tables;
/// callers that have the tables compare largest().

/// Frozen together with the layout below; a different number in table `segment` means: rebuild.
constexpr int kSegmentFormat = 6; // 2: without Column::Place; 3: without Column::Touch and seals, names as
                                  // they were sent; 4: without Column::Props;
                                  // 5: without those of pixels
/// A day of one site holds fewer hits than this.
constexpr quint32 kMaxSegmentHits = 200'000'000;

QByteArray encodeFrame(const SegmentFrame &frame);
/// `hits` is the number in the segment's row.
std::shared_ptr<const SegmentFrame> decodeFrame(const QByteArray &bytes, qint64 site, qint64 day,
                                                quint32 hits);

QByteArray encodeColumn(const CodeColumn &column);
/// For a segment with this frame.
std::shared_ptr<const CodeColumn> decodeColumn(const QByteArray &bytes, const SegmentFrame &frame);

QByteArray encodeDetails(const SegmentDetails &details);
std::shared_ptr<const SegmentDetails> decodeDetails(const QByteArray &bytes, const SegmentFrame &frame);
