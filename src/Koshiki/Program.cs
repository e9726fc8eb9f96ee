return await Koshiki.CommandLine.Commands.Run(args);
