// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plaintext.h"

#include "ui/text/linetext.h"

#include <QTextDocument>

#include <algorithm>

PlainLabel::PlainLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : PlainLabel(parent)
{
    setText(text); // after the format: a text detected as markup would have been laid out already
}

LinkLabel::LinkLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setOpenExternalLinks(true);
}

QString PlainText::toolTip(const QString &text)
{
    constexpr qsizetype kLongest = 1500;
    constexpr qsizetype kOneLine = 120;
    const QString shown = LineText::shortened(text, kLongest);
    const QStringList lines = shown.split(QLatin1Char('\n'));
    const bool isWide = std::ranges::any_of(lines,
                                            [](const QString &line) { return line.size() > kOneLine; });
    if (!isWide && !Qt::mightBeRichText(shown))
        return shown;
    // Only markup is wrapped.
    return QStringLiteral("<span style=\"white-space:pre-wrap\">")
        + (isWide ? LineText::breakable(shown) : shown).toHtmlEscaped() + QStringLiteral("</span>");
}

QString PlainText::caption(const QString &text)
{
    constexpr qsizetype kLongest = 80;
    return LineText::shortened(LineText::oneLine(text), kLongest)
        .replace(QLatin1Char('&'), QLatin1StringView("&&"));
}

QString PlainText::title(const QString &text)
{
    constexpr qsizetype kLongest = 200;
    return LineText::shortened(LineText::oneLine(text), kLongest)
        .replace(QLatin1StringView("[*]"), QLatin1StringView("[*][*]"));
}
