// What files of every folder speak of: rows and runs, tokens, packages, and the arithmetic on spans.
global using System.Numerics.Tensors;
global using System.Text.Json;
global using TextClassify.Explain.Parameters;
global using TextClassify.Forward;
global using TextClassify.Models;
global using TextClassify.Numerics;
global using TextClassify.Text;
