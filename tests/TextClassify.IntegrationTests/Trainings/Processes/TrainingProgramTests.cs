using TextClassify.Api.Trainings.Processes;

namespace TextClassify.Trainings.Processes;

public sealed class TrainingProgramTests : IDisposable
{
    private const string Name = "TextClassify.Training.dll";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-program-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_BesideTheService_GoesBeforeTheArtifacts()
    {
        string service = Path.Combine(_folder, "artifacts", "bin", "TextClassify.Api", "debug");
        Add("TextClassify.sln");
        Assert.Null(TrainingProgram.Find("", service, _folder));

        string release = Add("artifacts", "bin", "TextClassify.Training", "release", Name);
        Assert.Equal(release, TrainingProgram.Find("", service, _folder)!.File);

        string debug = Add("artifacts", "bin", "TextClassify.Training", "debug", Name);
        Assert.Equal(debug, TrainingProgram.Find("", service, _folder)!.File);

        string beside = Add("artifacts", "bin", "TextClassify.Api", "debug", Name);
        Assert.Equal(beside, TrainingProgram.Find("", service, _folder)!.File);
    }

    [Fact]
    public void Find_Named_IsThatFileOrNone()
    {
        string named = Add("tools", "train");

        Assert.Equal(named, TrainingProgram.Find(Path.Combine("tools", "train"), "/none", _folder)!.File);
        Assert.Null(TrainingProgram.Find("tools", "/none", _folder));
    }

    [Fact]
    public void Start_Assembly_IsRunByTheHostWithItsArgumentsAsTheyAre()
    {
        string[] arguments = ["train", "--text=a \"b\" $c"];

        var start = new TrainingProgram("/opt/x/TextClassify.Training.dll").Start(_folder, arguments);

        Assert.Equal("dotnet", Path.GetFileNameWithoutExtension(start.FileName));
        Assert.Equal(["exec", "/opt/x/TextClassify.Training.dll", .. arguments], start.ArgumentList);
        Assert.False(start.UseShellExecute);
        Assert.Equal(_folder, start.WorkingDirectory);
    }

    [Fact]
    public void Start_Environment_HasNoSettingOfTheService()
    {
        const string Setting = "TEXTCLASSIFY__SECURITY__KEYS__TESTED__HASH";
        Environment.SetEnvironmentVariable(Setting, "sha256:0");
        try
        {
            var start = new TrainingProgram("/opt/x/train").Start(_folder, []);

            Assert.Equal("/opt/x/train", start.FileName);
            Assert.True(start.Environment.ContainsKey("PATH"));
            Assert.False(start.Environment.ContainsKey(Setting));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Setting, null);
        }
    }

    private string Add(params string[] path)
    {
        string file = Path.Combine([_folder, .. path]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        return file;
    }
}
