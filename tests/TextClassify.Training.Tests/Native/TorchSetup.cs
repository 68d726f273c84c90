using System.Runtime.CompilerServices;
using TextClassify.Training.Native;

namespace TextClassify.Training.Tests.Native;

/// <summary>Lets every test of this assembly use TorchSharp. One thread: the tests' nets are tiny, and their bits must repeat.</summary>
internal static class TorchSetup
{
    [ModuleInitializer]
    internal static void Load() => TorchLoader.Load(threads: 1);
}
