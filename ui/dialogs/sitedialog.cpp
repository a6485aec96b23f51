// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/sitedialog.h"

#include "core/bus/signalbus.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>

#include <algorithm>

SiteDialog::SiteDialog(SignalBus &bus, LiveSource &source, QWidget *parent) :
    QDialog(parent),
    m_source(source),
    m_id(new QLineEdit(this)),
    m_name(new QLineEdit(this)),
    m_domains(new QLineEdit(this)),
    m_zone(new QComboBox(this)),
    m_problem(new QLabel(this)),
    m_create(nullptr)
{
    setObjectName(QStringLiteral("siteDialog"));
    setWindowTitle(tr("Create a site"));
    m_id->setObjectName(QStringLiteral("siteId"));
    m_id->setPlaceholderText(tr("shop"));
    m_name->setPlaceholderText(tr("optional"));
    m_domains->setPlaceholderText(tr("shop.example; empty = any host"));
    m_domains->setMinimumWidth(340);
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone));
    const int ours = m_zone->findText(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_zone->setCurrentIndex(ours >= 0 ? ours : m_zone->findText(QStringLiteral("UTC")));
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("siteProblem"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(QStringLiteral("siteCreate"));
    makePrimary(m_create);
    m_create->setDefault(true);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setVerticalSpacing(12);
    form->addRow(tr("Key"), m_id);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Allowed hosts"), m_domains);
    form->addRow(tr("Time zone"), m_zone);
    form->addRow(m_problem);
    form->addRow(buttons);
    connect(m_id, &QLineEdit::textChanged, this, &SiteDialog::check);
    connect(m_create, &QPushButton::clicked, this, &SiteDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&bus, &SignalBus::sitesChanged, this, [this](const QList<Site> &sites) {
        if (m_request == 0
            || std::ranges::none_of(sites, [this](const Site &site) { return site.id == m_id->text(); }))
            return;
        Q_EMIT created(m_id->text());
        accept();
    });
    connect(&m_source, &LiveSource::queryFailed, this, [this](QueryId id, const Error &error) {
        if (id != m_request)
            return;
        m_request = 0;
        m_problem->setText(error.message);
        m_create->setEnabled(true);
    });
    check();
}

void SiteDialog::check()
{
    const bool valid = isValidSiteId(m_id->text());
    m_problem->setText(valid || m_id->text().isEmpty()
                           ? tr("The key goes into the snippet: 1 to 64 letters, digits, _ or -.")
                           : tr("A key has only letters, digits, _ and -, at most 64."));
    m_create->setEnabled(valid);
}

void SiteDialog::create()
{
    Site site;
    site.id = m_id->text();
    site.name = m_name->text().simplified();
    site.timezone = m_zone->currentText();
    const QStringList hosts = m_domains->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &host : hosts)
        site.domains.append(host.trimmed().toLower());
    m_create->setEnabled(false);
    m_request = m_source.createSite(site);
}
