// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/aboutdialog.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace {

constexpr int kWidth = 480;

QString link(const char *address, const QString &words)
{
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(QLatin1StringView(address), words);
}

/// Wrapped at kWidth and as high as that takes; a layout alone would guess.
void setWidth(QLabel *label)
{
    label->setWordWrap(true);
    label->ensurePolished();
    label->setFixedSize(kWidth, label->heightForWidth(kWidth));
}

/// One paragraph on each source of data; rich text.
QStringList attributions(const VisitorDataReport &visitorData)
{
    const auto licence = link("https://creativecommons.org/licenses/by/4.0/", QStringLiteral("CC BY 4.0"));
    QStringList paragraphs {
        LineText::fill(AboutDialog::tr("%1: IP to City Lite, %2, re-encoded and merged."),
                       link("https://db-ip.com", QStringLiteral("IP Geolocation by DB-IP")), licence),
        LineText::fill(AboutDialog::tr(
                           "Country data: © %1, %2, via ip-location-db (geo-whois-asn-country), re-encoded."),
                       link("https://www.nro.net", QStringLiteral("Number Resource Organization")), licence),
        LineText::fill(
            AboutDialog::tr(
                "Map: made with %1, public domain; shapes by %2, © 2013–2019 Michael Bostock, ISC License."),
            link("https://www.naturalearthdata.com", QStringLiteral("Natural Earth")),
            link("https://github.com/topojson/world-atlas", QStringLiteral("world-atlas"))),
        LineText::fill(
            AboutDialog::tr(
                "Browsers, systems and devices: %1, © 2009 Google Inc., Apache License 2.0, converted."),
            link("https://github.com/ua-parser/uap-core", QStringLiteral("uap-core"))),
        LineText::fill(
            AboutDialog::tr(
                "Bots: %1, © 2017 Martin Monperrus, MIT License; %2, public domain (Unlicense); both changed."),
            link("https://github.com/monperrus/crawler-user-agents", QStringLiteral("crawler-user-agents")),
            link("https://github.com/omrilotan/isbot", QStringLiteral("isbot"))),
    };
    const VisitorDataStatus &places = visitorData.of(VisitorDataKind::Places);
    if (places.isGeoLite2) {
        // MaxMind's own words, not to be translated.
        paragraphs.prepend(
            QStringLiteral("This product includes GeoLite2 data created by MaxMind, available from "
                           "%1. (%2)")
                .arg(link("https://www.maxmind.com", QStringLiteral("https://www.maxmind.com")),
                     places.inUse.toHtmlEscaped()));
    }
    return paragraphs;
}

} // namespace

AboutDialog::AboutDialog(const VisitorDataReport &visitorData, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About Clickscope"));
    auto *picture = new PlainLabel(this);
    picture->setPixmap(iconPixmap(QStringLiteral("live"), Theme::of(this).accent, 48, devicePixelRatioF()));
    auto *name = new PlainLabel(LineText::fill(tr("Clickscope %1"), QCoreApplication::applicationVersion()),
                                this);
    QFont big = Type::strong();
    big.setPixelSize(TextScale::scaled(20));
    name->setFont(big);
    auto *text = new PlainLabel(
        LineText::fill(
            tr("An oscilloscope for clicks.\n\nFree software under the GNU General Public License, version 3 or "
               "later, without any warranty.\nBuilt on Qt %1, which is used under the GPL version 3."),
            QString::fromLatin1(qVersion())),
        this);
    setWidth(text);
    auto *caption = new PlainLabel(tr("Data"), this);
    caption->setFont(Type::caption());
    setTone(caption, Tone::Muted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    for (QLabel *part : {picture, name, text})
        column->addWidget(part);
    column->addSpacing(Metrics::kGrid);
    column->addWidget(caption);
    const QStringList paragraphs = attributions(visitorData);
    for (const QString &paragraph : paragraphs) {
        auto *label = new LinkLabel(this);
        label->setText(paragraph);
        label->setObjectName(QStringLiteral("attribution"));
        label->setFont(Type::small());
        setWidth(label);
        column->addWidget(label);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(Metrics::kGrid);
    column->addWidget(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);
}
