// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/site.h"

#include <QWidget>

class QLabel;
class SnippetField;
class TabStrip;

/// What to put into the pages of a site, for each way of sending hits, with a button that copies it.
class SnippetCard final : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetCard(QWidget *parent = nullptr);

    void setSite(const Site &site, const QString &collectorUrl);
    /// Gives the keyboard to the chosen way.
    void focusContent();

private:
    void refresh();

    Site m_site;
    QString m_collectorUrl;
    TabStrip *m_tabs;
    SnippetField *m_field;
    QLabel *m_note;
};
