namespace TextClassify.Monitoring;

/// <summary>By simulation: docs/memory.md has the figures.</summary>
public sealed class LabelAlarmTests
{
    private const double Reference = 0.88;
    private const double LabelsPerAlarm = 10_000;

    /// <summary>The meaning of labels flips for some after 0 to 500 labels: accuracy falls from 0.88 to 0.70.</summary>
    [Fact]
    public void Add_ConceptFlip_AlarmsWithin200LabelsInTheMedian()
    {
        var chance = new Random(5);
        var delays = new List<long>();
        for (int run = 0; run < 1_000; run++)
        {
            int before = chance.Next(0, 501);
            var alarm = new LabelAlarm(Reference, LabelsPerAlarm);
            for (int label = 0; alarm.Alarm is null; label++)
            {
                alarm.Add(chance.NextDouble() < (label < before ? Reference : 0.70));
            }

            delays.Add(alarm.Alarm.Value - before);
        }

        delays.Sort();
        TestContext.Current.SendDiagnosticMessage("Median {0} labels, 95 % within {1}.", delays[500], delays[950]);
        Assert.InRange(delays[500], 20, 200);
        Assert.InRange(delays[950], 20, 400);
    }

    /// <summary>Looked at after every label, 500 labels may alarm in 5 % of runs.</summary>
    [Fact]
    public void Add_NothingChanged_AlarmsNoMoreThanConfigured()
    {
        var chance = new Random(6);
        int alarms = 0;
        for (int run = 0; run < 2_000; run++)
        {
            var alarm = new LabelAlarm(Reference, LabelsPerAlarm);
            for (int label = 0; label < 500; label++)
            {
                alarm.Add(chance.NextDouble() < Reference);
            }

            alarms += alarm.Alarm is null ? 0 : 1;
        }

        TestContext.Current.SendDiagnosticMessage("{0} of 2,000 alarm.", alarms);

        // 5 % and three standard errors.
        Assert.InRange(alarms, 1, 129);
    }

    /// <summary>Each sum tends to a limit: that of an accuracy of 0.97 of the reference's to 0.97 / 0.03, which is below 100.</summary>
    [Fact]
    public void Add_AlwaysRight_NeverAlarms()
    {
        var alarm = new LabelAlarm(0.5, 100);
        for (int label = 0; label < 10_000; label++)
        {
            alarm.Add(right: true);
        }

        Assert.Null(alarm.Alarm);
        Assert.Equal(10_000, alarm.Count);
    }

    [Fact]
    public void Add_AlwaysWrong_AlarmsSoonAndStays()
    {
        var alarm = new LabelAlarm(0.88, 1_000);
        for (int label = 0; label < 5_000; label++)
        {
            alarm.Add(right: false);
        }

        Assert.InRange(alarm.Alarm!.Value, 3, 8);
    }
}
