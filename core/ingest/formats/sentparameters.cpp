// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/formats/sentparameters.h"

#include "core/ingest/privacy/secretparts.h"
#include "core/types/querypart.h"

#include <QJsonDocument>

namespace {

constexpr int kMostParameters = 32;
constexpr qsizetype kLongestName = 64;
constexpr qsizetype kLongestValue = 256;
constexpr qsizetype kMostBytes = 2048;

} // namespace

std::optional<QJsonObject> sentParameters(QByteArrayView query)
{
    QJsonObject kept;
    int count = 0;
    while (!query.isEmpty()) {
        const QByteArrayView pair = takePair(&query);
        if (pair.isEmpty())
            continue;
        if (++count > kMostParameters)
            return std::nullopt;
        const qsizetype equals = pair.indexOf('=');
        const QString name = decodedQueryPart(equals < 0 ? pair : pair.first(equals));
        const QString value = equals < 0 ? QString() : decodedQueryPart(pair.sliced(equals + 1));
        const bool fits = !name.isEmpty() && name.toUtf8().size() <= kLongestName
            && value.toUtf8().size() <= kLongestValue;
        if (!fits || name == QLatin1StringView("url") || holdsSecretPair(QString::fromUtf8(pair)))
            continue;
        const QJsonObject before = kept;
        kept.insert(name, value);
        if (QJsonDocument(kept).toJson(QJsonDocument::Compact).size() > kMostBytes)
            kept = before;
    }
    return kept;
}
