// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/utmpanel.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace {

struct Field
{
    QString Campaign::*tag;
    const char *objectName;
    const char *label;
    const char *example;
};
constexpr std::array kFields {
    Field {&Campaign::source, "utmSource", QT_TRANSLATE_NOOP("UtmPanel", "Source"), "newsletter"},
    Field {&Campaign::medium, "utmMedium", QT_TRANSLATE_NOOP("UtmPanel", "Medium"), "email"},
    Field {&Campaign::name, "utmCampaign", QT_TRANSLATE_NOOP("UtmPanel", "Campaign"), "spring"},
    Field {&Campaign::content, "utmContent", QT_TRANSLATE_NOOP("UtmPanel", "Content"), "button"},
    Field {&Campaign::term, "utmTerm", QT_TRANSLATE_NOOP("UtmPanel", "Term"), "shoes"},
};

} // namespace

UtmPanel::UtmPanel(QWidget *parent) : QWidget(parent), m_merged(new PlainLabel(this))
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        auto *field = new QLineEdit(this);
        field->setObjectName(QString::fromLatin1(kFields.at(i).objectName));
        field->setPlaceholderText(QString::fromLatin1(kFields.at(i).example));
        auto *label = new PlainLabel(tr(kFields.at(i).label), this);
        label->setBuddy(field);
        field->setAccessibleName(LineText::joined({tr("UTM"), tr(kFields.at(i).label)}, QStringLiteral(" ")));
        field->setMinimumWidth(60);
        m_fields.at(i) = field;
        const int row = static_cast<int>(i / 2), column = static_cast<int>(i % 2) * 2;
        grid->addWidget(label, row, column);
        grid->addWidget(field, row, column + 1);
        connect(field, &QLineEdit::textChanged, this, [this] {
            showMerged();
            Q_EMIT changed();
        });
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    m_merged->setObjectName(QStringLiteral("utmMerged"));
    m_merged->setAccessibleName(tr("The address that a click leads to"));
    m_merged->setWordWrap(true);
    m_merged->setFont(Type::small());
    m_merged->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTone(m_merged, Tone::Muted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(grid);
    column->addWidget(m_merged);
    showMerged();
}

void UtmPanel::setDestination(const QString &url)
{
    const Campaign had = campaignTagsOf(std::exchange(m_url, url));
    const Campaign has = campaignTagsOf(url);
    if (has != had && (!has.isEmpty() || tags() == had)) { // typed ones outlive a URL without any
        for (std::size_t i = 0; i < kFields.size(); ++i) {
            const QSignalBlocker quiet(m_fields.at(i));
            m_fields.at(i)->setText(has.*kFields.at(i).tag);
        }
    }
    showMerged();
}

Campaign UtmPanel::tags() const
{
    Campaign tags;
    for (std::size_t i = 0; i < kFields.size(); ++i)
        tags.*kFields.at(i).tag = m_fields.at(i)->text().trimmed();
    return tags;
}

QString UtmPanel::merged() const
{
    // Nothing is written anew that nobody changed.
    return m_url.trimmed().isEmpty() || tags() == campaignTagsOf(m_url) ? m_url
                                                                        : withOnlyCampaignTags(m_url, tags());
}

void UtmPanel::showMerged()
{
    constexpr qsizetype kLongest = 600;
    const QString url = merged();
    m_merged->setText(url.isEmpty()
                          ? tr("The address with these parameters appears here, once there is a destination.")
                          : LineText::breakable(LineText::path(LineText::shortened(url, kLongest))));
}
