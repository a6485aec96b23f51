// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapcredits.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QStringList>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MapPage", text);
}

QString linked(const char *address, const QString &text, const QColor &colour)
{
    return QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
        .arg(QString::fromLatin1(address), colour.name(), text);
}

} // namespace

QString mapCredits(const VisitorDataReport &report, const QColor &linkColour)
{
    const VisitorDataStatus &places = report.of(VisitorDataKind::Places);
    QStringList credits {tr("Places are estimates")};
    if (places.isGeoLite2) { // MaxMind's own words, not to be translated
        const QString maxMind = QStringLiteral("https://www.maxmind.com");
        credits.append(
            QStringLiteral("This product includes GeoLite2 data created by MaxMind, available from ")
            + linked("https://www.maxmind.com", maxMind, linkColour));
    } else if (places.isOwn && places.inUse != places.bundled) {
        credits.append(LineText::fill(tr("IP data: %1"), places.inUse.toHtmlEscaped()));
    }
    if (!places.bundled.isEmpty())
        credits.append(LineText::fill(tr("IP Geolocation by %1, countries by %2"),
                                      linked("https://db-ip.com", QStringLiteral("DB-IP"), linkColour),
                                      linked("https://www.nro.net", QStringLiteral("NRO"), linkColour)));
    credits.append(LineText::fill(
        tr("Map: %1"),
        linked("https://www.naturalearthdata.com", QStringLiteral("Natural Earth"), linkColour)));
    return LineText::joined(credits);
}
