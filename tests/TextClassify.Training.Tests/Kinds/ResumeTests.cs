using TextClassify.Training.Commands;
using TextClassify.Training.Kinds;

namespace TextClassify.Training.Tests.Kinds;

public sealed class ResumeTests
{
    public static TheoryData<string, string> Recipes
    {
        get
        {
            var recipes = new TheoryData<string, string>();
            foreach (var kind in TrainingKinds.All)
            {
                foreach (string recipe in KindRecipes.Of(kind))
                {
                    recipes.Add(kind.Name, recipe);
                }
            }

            return recipes;
        }
    }

    /// <summary>A kind without a recipe would be left out of the test below.</summary>
    [Fact]
    public void Of_EveryKind_HasARecipe() => Assert.All(TrainingKinds.All, kind => Assert.NotEmpty(KindRecipes.Of(kind)));

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task Train_KilledAndRunAgain_GivesTheBitsOfTheWholeRun(string kind, string recipe)
    {
        using var run = await KilledRun.TrainAsync(KindRecipes.Prepare(KindOf(kind), recipe));

        Assert.Equal(await BytesAsync(run.Whole.WeightsFile), await BytesAsync(run.Killed.WeightsFile));
        Assert.Equal(await BytesAsync(run.Whole.DevFile), await BytesAsync(run.Killed.DevFile));
        Assert.Equal(KilledRun.Lines(run.Whole), KilledRun.Lines(run.Killed));
        Assert.False(Directory.Exists(run.Killed.CheckpointFolder));
    }

    /// <summary>The test above can fail: a kind whose checkpoints leave out what its steps go on from ends elsewhere.</summary>
    [Fact]
    public async Task Train_KindThatForgetsWhatItCarries_EndsElsewhere()
    {
        using var run = await KilledRun.TrainAsync(Forgetful.Of(KindRecipes.Language("mzu")));

        Assert.NotEqual(await BytesAsync(run.Whole.WeightsFile), await BytesAsync(run.Killed.WeightsFile));
    }

    private static ITrainingKind KindOf(string name) => TrainingKinds.All.Single(kind => kind.Name == name);

    private static Task<byte[]> BytesAsync(string file) => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
}
