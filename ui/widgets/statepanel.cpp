// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/statepanel.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

/// The shapes of a table that is not there yet.
class Skeleton final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr qreal kColumns[] = {0.07, 0.2, 0.18, 0.16, 0.09, 0.15, 0.07};
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        QColor shade = theme.faint;
        for (int row = 0; row * Metrics::kRow < height(); ++row) {
            shade.setAlphaF(std::max(0.15f, 1.0f - static_cast<float>(row) * 0.05f));
            painter.setBrush(shade);
            qreal x = 8;
            for (int column = 0; column < 7; ++column) {
                const qreal width = kColumns[column] * this->width();
                const qreal bar = width * (0.5 + ((row * 7 + column * 5) % 4) * 0.1);
                painter.drawRoundedRect(QRectF(x, row * Metrics::kRow + 44, bar, 9), 3, 3);
                x += width;
            }
        }
    }
};

/// A frame painted in the colours of the theme.
class Frame final : public QWidget
{
public:
    Frame(bool warning, QWidget *parent) : QWidget(parent), m_warning(warning) { }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_warning ? theme.warn : theme.control);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }

private:
    bool m_warning;
};

QLabel *label(const QFont &font, QWidget *parent)
{
    auto *text = new PlainLabel(parent);
    text->setFont(font);
    text->setWordWrap(true);
    return text;
}

} // namespace

StatePanel::StatePanel(QWidget *dataWidget, QWidget *parent) :
    QWidget(parent), m_stack(new QStackedWidget(this))
{
    m_errorStrip = buildError();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::kGrid);
    layout->addWidget(m_errorStrip);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(new Skeleton(m_stack));
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(dataWidget);
    m_errorStrip->hide();
    setState(State::Loading);
}

QWidget *StatePanel::buildError()
{
    auto *strip = new Frame(true, this);
    m_errorLabel = label(Type::body(), strip);
    m_errorLabel->setObjectName(QStringLiteral("errorText"));
    auto *retry = new QPushButton(tr("Try again"), strip);
    retry->setObjectName(QStringLiteral("retryButton"));
    connect(retry, &QPushButton::clicked, this, &StatePanel::retryRequested);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(12, 6, 8, 6);
    row->addWidget(m_errorLabel, 1);
    row->addWidget(retry);
    return strip;
}

QWidget *StatePanel::buildEmpty()
{
    auto *page = new QWidget(m_stack);
    m_headline = label(
        [] {
            QFont font = Type::strong();
            font.setPixelSize(TextScale::scaled(18));
            return font;
        }(),
        page);
    m_headline->setObjectName(QStringLiteral("emptyHeadline"));
    m_sentence = label(Type::body(), page);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_snippetBox = new Frame(false, page);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(TextScale::scaled(12));
    m_snippet = label(mono, m_snippetBox);
    m_snippet->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_snippet->setObjectName(QStringLiteral("snippetText"));
    auto *copy = new QPushButton(tr("Copy"), m_snippetBox);
    copy->setObjectName(QStringLiteral("copySnippet"));
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_snippet->text());
        Q_EMIT snippetCopied();
    });
    auto *snippetRow = new QHBoxLayout(m_snippetBox);
    snippetRow->setContentsMargins(12, 8, 8, 8);
    snippetRow->addWidget(m_snippet, 1);
    snippetRow->addWidget(copy);
    m_actions = new QWidget(page);
    auto *actionRow = new QHBoxLayout(m_actions);
    actionRow->setContentsMargins(0, 0, 0, 0);
    actionRow->addStretch(1);
    auto *column = new QVBoxLayout;
    column->setSpacing(2 * Metrics::kGrid);
    column->addStretch(2);
    for (QWidget *part :
         {static_cast<QWidget *>(m_headline), static_cast<QWidget *>(m_sentence), m_snippetBox, m_actions})
        column->addWidget(part);
    column->addStretch(3);
    auto *centred = new QHBoxLayout(page);
    centred->addStretch(1);
    centred->addLayout(column, 8);
    centred->addStretch(1);
    m_snippetBox->hide();
    return page;
}

void StatePanel::setState(State state)
{
    m_state = state;
    m_stack->setCurrentIndex(static_cast<int>(state));
}

void StatePanel::setEmptyText(const QString &headline, const QString &sentence)
{
    m_headline->setText(headline);
    m_sentence->setText(sentence);
}

void StatePanel::setAwaitsFirstHit(const Site &site, const QString &collectorUrl)
{
    setEmptyText(
        tr("No hits yet"),
        LineText::fill(
            tr("The collector is waiting. Put this line into the pages of %1, or send a test hit to see that "
               "the way works."),
            site.displayName()));
    setSnippet(QStringLiteral("<script defer src=\"%1/scope.js\" data-site=\"%2\"></script>")
                   .arg(collectorUrl, site.id));
}

void StatePanel::setSnippet(const QString &text)
{
    m_snippet->setText(text);
    m_snippetBox->setVisible(!text.isEmpty());
}

QString StatePanel::snippet() const
{
    return m_snippet->text();
}

QPushButton *StatePanel::addEmptyAction(const QString &text, const QString &objectName, bool primary)
{
    auto *button = new QPushButton(text, m_actions);
    button->setObjectName(objectName);
    if (primary)
        makePrimary(button);
    auto *row = static_cast<QHBoxLayout *>(m_actions->layout());
    row->insertWidget(row->count() - 1, button);
    return button;
}

void StatePanel::setError(const QString &text)
{
    m_errorLabel->setText(text);
    m_errorStrip->setVisible(!text.isEmpty());
}

QString StatePanel::errorText() const
{
    return m_errorLabel->text();
}
