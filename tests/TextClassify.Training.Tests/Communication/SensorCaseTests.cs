using TextClassify.Training.Communication;

namespace TextClassify.Training.Tests.Communication;

public sealed class SensorCaseTests
{
    [Theory]
    [InlineData(SensorTask.Highest, true, true, true, 1)]
    [InlineData(SensorTask.Highest, true, false, true, 2)]
    [InlineData(SensorTask.Parity, true, true, true, 0)]
    [InlineData(SensorTask.Parity, true, true, false, 1)]
    [InlineData(SensorTask.Parity, false, false, true, 1)]
    [InlineData(SensorTask.Strips, false, true, true, 4)]
    public void Of_SomeNodesMissing_IsTheAnswerOfTheOthers(SensorTask task, bool first, bool second, bool third, int expected) =>
        Assert.Equal(expected, SensorLabel.Of(task, [4, 9, 5], [first, second, third]));

    [Theory]
    [InlineData(SensorTask.Highest)]
    [InlineData(SensorTask.Parity)]
    [InlineData(SensorTask.Strips)]
    public void Draw_ManyCases_AreWhatTheTaskSays(SensorTask task)
    {
        var (recipe, images, draws) = (SmallSensors.Recipe(task), SmallSensors.Images(), new Random(1));
        int present = 0;
        for (int i = 0; i < 1_000; i++)
        {
            var one = SensorCase.Draw(recipe, images, drop: 0.5, draws);

            Assert.Contains(true, one.Present);
            present += one.Present.Count(taking => taking);
            Assert.Equal(task is SensorTask.Strips, one.Images.Distinct().Count() == 1 && task is not SensorTask.Highest);
            Assert.True(task is not SensorTask.Highest || SensorLabel.IsUnique(one.Images, images));
        }

        // Half of three, and one more in the eighth of cases that would have none.
        Assert.InRange(present, 1_550, 1_700);
    }

    /// <summary>Who answers for all is always there.</summary>
    [Fact]
    public void Draw_SinkObjective_KeepsTheFirstNode()
    {
        var recipe = SmallSensors.Recipe(SensorTask.Parity);
        recipe = recipe with { Training = recipe.Training with { Objective = ObjectiveKind.Sink } };
        var (images, draws) = (SmallSensors.Images(), new Random(1));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(SensorCase.Draw(recipe, images, drop: 0.9, draws).Present[0]));
    }

    [Fact]
    public void Without_TwoNodes_HasTheLabelOfTheOneLeft()
    {
        var (images, draws) = (SmallSensors.Images(), new Random(2));
        var one = SensorCase.Draw(SmallSensors.Recipe(SensorTask.Parity), images, drop: 0, draws);

        var left = one.Without(2, SensorTask.Parity, images);

        Assert.Equal([true, false, false], left.Present);
        Assert.Equal(images.LabelOf[one.Images[0]] % 2, left.Label);
    }

    /// <summary>
    /// Against every pair and triple of labels: the node's best guess from its own label, over the cases whose highest label is unique.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_Highest_IsTheBestGuessOverAllLabels(int nodes)
    {
        int[,] wins = new int[10, nodes];
        int unique = 0;
        for (int code = 0; code < (int)Math.Pow(10, nodes); code++)
        {
            int[] labels = [.. Enumerable.Range(0, nodes).Select(node => code / (int)Math.Pow(10, node) % 10)];
            if (labels.Count(label => label == labels.Max()) == 1)
            {
                unique++;
                wins[labels[0], Array.IndexOf(labels, labels.Max())]++;
            }
        }

        int right = Enumerable.Range(0, 10).Sum(own => Enumerable.Range(0, nodes).Max(node => wins[own, node]));
        Assert.Equal((double)right / unique, SensorCeiling.Of(SensorTask.Highest, nodes)!.Value, 1e-12);
        Assert.Equal(0.5, SensorCeiling.Of(SensorTask.Parity, nodes));
        Assert.Null(SensorCeiling.Of(SensorTask.Strips, nodes));
    }
}
