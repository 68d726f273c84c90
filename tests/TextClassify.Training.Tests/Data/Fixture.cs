namespace TextClassify.Training.Tests.Data;

internal static class Fixture
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "fixtures", "data", name);
}
