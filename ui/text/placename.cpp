// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/placename.h"

#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PlaceName", text);
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isCountryCode(const QString &code)
{
    return code.size() == 2 && isLetter(code.at(0)) && isLetter(code.at(1));
}

} // namespace

QString PlaceName::country(const QString &code)
{
    if (!isCountryCode(code))
        return code;
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory ? code.toUpper() : QLocale::territoryToString(territory);
}

QString PlaceName::flag(const QString &code)
{
    if (!isCountryCode(code))
        return {};
    constexpr char32_t kRegionalA = 0x1F1E6;
    const QString upper = code.toUpper();
    const char32_t pair[] = {kRegionalA + (upper.at(0).unicode() - u'A'),
                             kRegionalA + (upper.at(1).unicode() - u'A')};
    return QString::fromUcs4(pair, 2);
}

QString PlaceName::location(const Hit &hit)
{
    if (!hit.place.country.isEmpty()) {
        const QString name = country(hit.place.country);
        return hit.place.city.isEmpty() ? name
                                        : LineText::joined({hit.place.city, name}, QStringLiteral(", "));
    }
    if (!hit.place.city.isEmpty())
        return hit.place.city;
    return hit.isLocalNetwork() ? tr("Local network") : tr("Unknown");
}

QString PlaceName::place(const QString &label)
{
    if (label.isEmpty())
        return tr("Unknown");
    return label == QLatin1StringView("local") ? tr("Local network") : country(label);
}

QSet<QString> PlaceName::labelsOf(QStringView word)
{
    static const QStringList all = [] {
        QStringList labels {QString(), QStringLiteral("local")};
        for (int territory = QLocale::AnyTerritory + 1; territory <= QLocale::LastTerritory; ++territory) {
            const QString code = QLocale::territoryToCode(static_cast<QLocale::Territory>(territory));
            if (isCountryCode(code))
                labels.append(code);
        }
        return labels;
    }();
    QSet<QString> found;
    for (const QString &label : all) {
        if (place(label).contains(word, Qt::CaseInsensitive))
            found.insert(label);
    }
    return found;
}
