// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "ui/widgets/progressstrip.h"

/// Progress of a running export.
class HitExportPanel final : public ProgressStrip
{
    Q_OBJECT

public:
    HitExportPanel(HitQuestions &source, QWidget *parent = nullptr);

    void start(const HitFilter &filter, const QString &fileName);
    bool isRunning() const { return m_asking.isOpen(); }

protected:
    void cancel() override;

private:
    HitQuestions &m_source;
    Asking m_asking;
};
