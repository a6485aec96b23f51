// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plaintext.h"

#include "ui/text/linetext.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
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

void PlainLabel::copy(QClipboard::Mode mode) const
{
    if (!hasSelectedText())
        return;
    QString text = LineText::plain(selectedText());
    text.replace(QChar::ParagraphSeparator, u'\n'); // as QTextCursor writes a new line
    QGuiApplication::clipboard()->setText(text, mode);
}

void PlainLabel::keyPressEvent(QKeyEvent *event)
{
    QLabel::keyPressEvent(event);
    if (event->matches(QKeySequence::Copy))
        copy(QClipboard::Clipboard);
}

void PlainLabel::mouseReleaseEvent(QMouseEvent *event)
{
    QLabel::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && QGuiApplication::clipboard()->supportsSelection())
        copy(QClipboard::Selection);
}

void PlainLabel::contextMenuEvent(QContextMenuEvent *event)
{
    if (!textInteractionFlags().testFlag(Qt::TextSelectableByMouse))
        return QLabel::contextMenuEvent(event);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copied = menu->addAction(QCoreApplication::translate("PlainLabel", "Copy"));
    copied->setObjectName(QStringLiteral("labelCopy"));
    copied->setEnabled(hasSelectedText());
    connect(copied, &QAction::triggered, this, [this] { copy(QClipboard::Clipboard); });
    QAction *all = menu->addAction(QCoreApplication::translate("PlainLabel", "Select all"));
    connect(all, &QAction::triggered, this, [this] { setSelection(0, static_cast<int>(text().size())); });
    menu->popup(event->globalPos());
    event->accept();
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
