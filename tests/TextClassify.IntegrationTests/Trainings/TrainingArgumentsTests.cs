using TextClassify.Api.Trainings;
using TextClassify.Infrastructure;

namespace TextClassify.Trainings;

public sealed class TrainingArgumentsTests
{
    /// <summary>An option, a response file, a shell's words: as a column's name they are names.</summary>
    [Theory]
    [InlineData("--replace")]
    [InlineData("@/etc/passwd")]
    [InlineData("a b; rm -rf $HOME")]
    [InlineData("")]
    public void Of_AnyColumnName_StaysWithinItsOption(string column)
    {
        var arguments = Of(new TrainingRequest("tickets", column, column, Quick: false, ClassWeights: false, Maps: true), "/none");

        Assert.Equal("train", arguments[0]);
        Assert.All(arguments.Skip(1), argument => Assert.StartsWith("--", argument, StringComparison.Ordinal));
        Assert.Equal([$"--text={column}", $"--label={column}"], arguments.Skip(2).Take(2));
        Assert.DoesNotContain("--replace", arguments);
    }

    [Fact]
    public void Of_Choices_AreTheProgramsOptions()
    {
        var all = new TrainingRequest("tickets", "text", "label", Quick: true, ClassWeights: true, Maps: false);

        var none = Of(all with { Quick = false, ClassWeights = false, Maps = true }, "/none");
        Assert.Equal(["--quick", "--class-weights", "--no-maps"], Of(all, "/none").Except(none));
    }

    [Fact]
    public void Of_ModelsFolderWithABase_StartsFromIt()
    {
        var request = new TrainingRequest("tickets", "text", "label", Quick: true, ClassWeights: true, Maps: false);
        string models = Path.Combine(Repository.Folder, "models");

        Assert.Contains($"--base={Path.Combine(models, "base")}", Of(request, models));
        Assert.DoesNotContain(Of(request, "/none"), argument => argument.StartsWith("--base", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Of(TrainingRequest request, string models) =>
        TrainingArguments.Of(request, "3", new TrainingFolder("/runs/1"), "/runs/1/tickets.csv", models);
}
