// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/result.h"

#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>

/// An image that counts who sees it: GET /p/{key}. A plain value.
struct Pixel
{
    QString key; ///< 1–64 of A-Za-z0-9_-; case counts
    QString site; ///< the site its views belong to
    QString name; ///< 1–100 characters
    QString url = {}; ///< the page of views that name none; empty = pixel://KEY
    Micros madeAt = 0;
    Micros archivedAt = 0; ///< answered 404 since then, but keeps its key and its views; 0 = in use

    friend bool operator==(const Pixel &, const Pixel &) = default;
};

/// "px_" and 22 random characters; whether it is taken is for the store to say.
QString randomPixelKey();

/// Errors: "bad_pixel" with a sentence that says what to write instead. Pure.
Result<void> checkPixel(const Pixel &pixel);

/// The pixels by their keys. An immutable value whose copies share everything.
class PixelTable final
{
public:
    PixelTable() = default;
    explicit PixelTable(const QList<Pixel> &pixels);

    /// Null = there is none. Valid as long as this table or a copy of it.
    const Pixel *find(const QString &key) const;
    /// Of one site, the newest first.
    QList<Pixel> ofSite(const QString &site) const;

private:
    QHash<QString, Pixel> m_pixels;
};

Q_DECLARE_METATYPE(PixelTable)
