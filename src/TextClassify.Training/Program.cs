using System.CommandLine;
using TextClassify.Training.Commands;

var root = new RootCommand("Trains, measures and packages the models that TextClassify serves.")
{
    VectorsCommand.Create(),
    TrainCommand.Create(),
    ExportCommand.Create(),
    PackageCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
