// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/questions/statsquestions.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class SiteQuestions;

/// How the destinations of a link compare: clicks and shares, with the 95 % interval of each share. Main
/// thread; the references must outlive it.
class VariantResults final : public QWidget
{
    Q_OBJECT

public:
    VariantResults(StatsQuestions &stats, const SiteQuestions &sites, QWidget *parent);

    /// Asks nothing: see reload().
    void setLink(const Link &link);
    void reload();
    bool isBusy() const { return m_asking.isOpen(); }

Q_SIGNALS:
    void changed();

private:
    void show(const Result<StatsTable> &answer);
    void clear();

    StatsQuestions &m_stats;
    const SiteQuestions &m_source;
    Link m_link;
    Asking m_asking;
    QWidget *m_rows = nullptr;
    QLabel *m_said;
};
