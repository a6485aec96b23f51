// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"

#include <QByteArray>

#include <optional>

/// The bytes of the parts of a segment, as they are stored. Integers are split into planes of bytes before
/// they are deflated: neighbours are alike in their high bytes.
///
/// Decoding treats every byte as hostile: it gives nothing when sizes, order, ranges or the places where
/// visits begin are not what a builder makes. A number in a column is not checked against the value tables;
/// whoever has them compares largest().

/// Frozen together with the layout below; another number in table `segment` means: build again.
constexpr int kSegmentFormat =
    4; // 2: without Column::Place; 3: without Column::Touch and seals, names as they were sent
/// A day of one site holds fewer hits than this.
constexpr quint32 kMaxSegmentHits = 200'000'000;

QByteArray encodeFrame(const SegmentFrame &frame);
/// `hits` is what the segment's row says.
std::shared_ptr<const SegmentFrame> decodeFrame(const QByteArray &bytes, qint64 site, qint64 day,
                                                quint32 hits);

QByteArray encodeColumn(const CodeColumn &column);
/// Of a segment with this frame.
std::shared_ptr<const CodeColumn> decodeColumn(const QByteArray &bytes, const SegmentFrame &frame);

QByteArray encodeDetails(const SegmentDetails &details);
std::shared_ptr<const SegmentDetails> decodeDetails(const QByteArray &bytes, const SegmentFrame &frame);
