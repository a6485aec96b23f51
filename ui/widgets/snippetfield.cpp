// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/snippetfield.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace std::chrono_literals;

namespace {
constexpr auto kSaysCopied = 2s;
}

SnippetField::SnippetField(QWidget *parent) :
    QWidget(parent), m_text(new PlainLabel(this)), m_copy(new QPushButton(this))
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(TextScale::scaled(12));
    m_text->setFont(mono);
    m_text->setObjectName(QStringLiteral("snippetText"));
    m_text->setWordWrap(true);
    m_text->setLayoutDirection(Qt::LeftToRight); // code, in any language
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setObjectName(QStringLiteral("copySnippet"));
    makePrimary(m_copy);
    m_copy->setText(tr("Copied"));
    m_copy->setMinimumWidth(m_copy->sizeHint().width() + 2 * Metrics::kGrid); // nothing moves when it says so
    connect(m_copy, &QPushButton::clicked, this, &SnippetField::copy);
    m_said.setSingleShot(true);
    m_said.setInterval(kSaysCopied);
    connect(&m_said, &QTimer::timeout, this, &SnippetField::offerCopy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 10, 10);
    row->setSpacing(2 * Metrics::kGrid);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy, 0, Qt::AlignVCenter);
    offerCopy();
}

void SnippetField::setText(const QString &text)
{
    m_code = text;
    m_text->setText(LineText::breakable(text));
    m_said.stop();
    offerCopy();
}

void SnippetField::copy()
{
    QApplication::clipboard()->setText(m_code);
    m_copy->setText(tr("Copied"));
    m_said.start();
    Q_EMIT copied();
}

void SnippetField::offerCopy()
{
    m_copy->setText(tr("Copy"));
}

void SnippetField::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.control);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}
