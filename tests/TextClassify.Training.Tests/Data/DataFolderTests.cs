using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

public sealed class DataFolderTests
{
    [Fact]
    public void Resolve_OptionVariableDefault_InThisOrder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("TextClassify.sln", "");
        folder.Write("data/a", "");
        folder.Write("option/a", "");
        folder.Write("variable/a", "");
        folder.Write("deep/down/a", "");
        string option = Path.Combine(folder.Root, "option");
        string variable = Path.Combine(folder.Root, "variable");
        string start = Path.Combine(folder.Root, "deep", "down");

        Assert.Equal(option, DataFolder.Resolve(option, variable, start));
        Assert.Equal(variable, DataFolder.Resolve(null, variable, start));
        Assert.Equal(Path.Combine(folder.Root, "data"), DataFolder.Resolve(null, "", start));
    }

    [Fact]
    public void Resolve_Absent_SaysWhoNamedIt()
    {
        using var folder = new TemporaryFolder();
        string absent = Path.Combine(folder.Root, "absent");

        var exception = Assert.Throws<DataException>(() => DataFolder.Resolve(null, absent, folder.Root));

        Assert.Equal(
            $"There is no data folder {absent} (TEXTCLASSIFY_DATA); name it with --data or TEXTCLASSIFY_DATA.", exception.Message);
    }
}
