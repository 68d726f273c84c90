using TextClassify.Training.Classifier;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Classifier;

public sealed class TrainedModelTests : IDisposable
{
    private readonly TinyRun _run = new();

    [Fact]
    public void Read_FinishedRun_IsTheModelThatWasWritten()
    {
        var model = TrainedModel.Read(_run.Run, _run.Root, TestContext.Current.CancellationToken);

        Assert.Equal(_run.Model.Dev, model.Dev);
        Assert.Equal(_run.Model.Labels, model.Labels);
        Assert.Equal(_run.Model.Weights["output.weight"].Values, model.Weights["output.weight"].Values);
    }

    [Fact]
    public void FindData_OwnFileByWholePath_NeedsNoDataFolder()
    {
        var options = _run.Run.ReadOptions<ClassifierOptions>();
        string file = Path.Combine(_run.Root, "rows.csv");
        var recipe = options.Recipe with { Train = [file], Dev = null };
        _run.Run.Start(options with { RecipeName = "rows.csv", Recipe = recipe }, _run.Model.Vocabulary.Write);

        string folder = TrainedModel.FindData(_run.Run, option: null);

        Assert.Equal("rows.csv", TrainedModel.Read(_run.Run, folder, TestContext.Current.CancellationToken).Options.RecipeName);
    }

    [Fact]
    public void FindData_RelativeFiles_AsksForTheFolder()
    {
        string missing = Path.Combine(_run.Root, "nowhere");

        var exception = Assert.Throws<DataException>(() => TrainedModel.FindData(_run.Run, missing));

        Assert.Contains(missing, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
